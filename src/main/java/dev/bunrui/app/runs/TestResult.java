package dev.bunrui.app.runs;

import dev.bunrui.app.label.RelabelPane;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.run.RunWords;
import dev.bunrui.app.score.ClassTable;
import dev.bunrui.app.score.ConfusionGrid;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.F1Caveat;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.message.Figures;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How a finished run did on its test articles: as a whole, by class, and what was taken for what. */
final class TestResult {
    private static final double LEFT = 450;

    private final Texts texts;
    private final StringProperty headline = new SimpleStringProperty("");
    private final StringProperty caveat = new SimpleStringProperty("");
    private final ClassTable classes;
    private final ConfusionGrid confusion;
    private final Node content;
    private final StackPane node;

    /** {@code errors} hears of the cells of the matrix that are chosen; their labels are corrected in {@code relabel}. */
    TestResult(Texts texts, ErrorsModel errors, RelabelPane relabel) {
        this.texts = texts;
        this.classes = new ClassTable(texts, "run-classes");
        this.confusion = new ConfusionGrid(texts, "run-confusion", errors::choose);
        Shapes shapes = new Shapes(texts);
        Label words = shapes.shown(headline);
        words.setId("run-test");
        CellPane cell = new CellPane(texts, errors, relabel, confusion::leave);
        classes.node().visibleProperty().bind(errors.cell().isNull());
        StackPane left = new StackPane(classes.node(), cell.node());
        left.setPrefWidth(LEFT); // whichever of the two is shown
        HBox both = new HBox(18, left, confusion.node());
        for (Node half : both.getChildren()) {
            HBox.setHgrow(half, Priority.ALWAYS);
        }
        VBox.setVgrow(both, Priority.ALWAYS);
        VBox box = new VBox(8, words, shapes.remark("run-test-caveat", caveat), both, relabel.bars());
        box.getStyleClass().add("tab-content");
        this.content = box;
        Label none = shapes.label("runs.unfinished", "muted");
        none.visibleProperty().bind(content.visibleProperty().not());
        this.node = new StackPane(none, content);
        show(null);
    }

    Node node() {
        return node;
    }

    /** Shows a result; null where there is none yet. */
    void show(@Nullable RunResult result) {
        content.setVisible(result != null);
        if (result != null) {
            headline.set(texts.now(
                    "runs.tested",
                    Figures.count(result.test().scores().n()),
                    RunWords.accuracy(result.test()),
                    RunWords.f1(result.test()),
                    result.keptEpoch(),
                    result.epochs()));
            caveat.set(
                    F1Caveat.of(result.labels(), result.test(), texts.language().get())
                            .orElse(""));
            classes.show(result.labels(), result.test().scores().perClass());
            confusion.show(result.labels(), result.test().confusion());
        }
    }
}
