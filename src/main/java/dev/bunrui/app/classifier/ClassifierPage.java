package dev.bunrui.app.classifier;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.Figures;
import dev.bunrui.service.WarmClassifier;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** An article's class, while it is typed or pasted. */
public final class ClassifierPage implements Page {
    private static final double RESULT = 380;

    private final AppContext context;
    private final Shapes shapes;
    private final ClassifierModel model;
    private final VBox view = new VBox(16);
    private final GridPane ranks = new GridPane();

    public ClassifierPage(AppContext context) {
        this.context = context;
        this.shapes = new Shapes(context.texts());
        this.model = new ClassifierModel(context);
        view.getStyleClass().add("page");
        HBox work = new HBox(16, article(), result());
        VBox.setVgrow(work, Priority.ALWAYS);
        view.getChildren()
                .addAll(
                        shapes.label("place.classifier", "page-title"),
                        shapes.label("classifier.what", "muted"),
                        runs(),
                        work);
        model.answer().addListener(change -> rank());
    }

    /** Uses a run from now on. */
    public void use(RunFolder run) {
        model.run().set(run);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.refresh();
    }

    @Override
    public void hidden() {
        model.release();
    }

    private Node runs() {
        ComboBox<@Nullable RunFolder> box = new ComboBox<>(model.runs());
        box.setId("classifier-run");
        box.valueProperty().bindBidirectional(model.run());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable RunFolder run) {
                return run == null ? "" : run.name();
            }

            @Override
            public @Nullable RunFolder fromString(String name) {
                return null; // the box is not typed into
            }
        });
        box.setMinWidth(RESULT);
        Label label = shapes.label("classifier.run");
        label.setLabelFor(box);
        Label none = shapes.label("classifier.no-runs", "muted");
        none.visibleProperty().bind(Bindings.isEmpty(model.runs()));
        HBox row = new HBox(10, label, box, none);
        row.setStyle("-fx-alignment: center-left;");
        return row;
    }

    private Node article() {
        TextField title = new TextField();
        title.setId("article-title");
        title.promptTextProperty().bind(context.texts().of("classifier.title"));
        title.accessibleTextProperty().bind(context.texts().of("classifier.title"));
        title.textProperty().bindBidirectional(model.title());
        TextArea body = new TextArea();
        body.setId("article-body");
        body.setWrapText(true);
        body.promptTextProperty().bind(context.texts().of("classifier.body"));
        body.accessibleTextProperty().bind(context.texts().of("classifier.body"));
        body.textProperty().bindBidirectional(model.body());
        VBox.setVgrow(body, Priority.ALWAYS);
        VBox card = shapes.card("classifier.article", title, body);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private Node result() {
        ranks.setId("ranks");
        ranks.setHgap(12);
        ranks.setVgap(8);
        ColumnConstraints bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        bars.setFillWidth(true);
        ranks.getColumnConstraints().addAll(new ColumnConstraints(), bars, new ColumnConstraints());
        Label said = shapes.shown(
                Bindings.createStringBinding(
                        this::about,
                        model.answer(),
                        model.busy(),
                        context.texts().language()),
                "muted");
        said.setId("about-answer");
        VBox card = shapes.card("classifier.result", ranks, said, shapes.alarm("classifier-failure", model.failure()));
        card.setPrefWidth(RESULT);
        card.setMinWidth(RESULT);
        return card;
    }

    private String about() {
        WarmClassifier.Answer answer = model.answer().get();
        if (answer == null) {
            return context.texts().now(model.busy().get() ? "classifier.loading" : "classifier.nothing");
        }
        String tokens = Figures.count(answer.classification().tokens());
        return context.texts()
                .now(
                        answer.classification().truncated() ? "classifier.cut" : "classifier.whole",
                        tokens,
                        answer.took().toMillis());
    }

    private void rank() {
        ranks.getChildren().clear();
        WarmClassifier.Answer answer = model.answer().get();
        if (answer == null) {
            return;
        }
        int row = 0;
        for (Map.Entry<String, Double> entry : answer.classification().probabilities().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList()) {
            Label label = new Label(entry.getKey());
            label.setMinWidth(Region.USE_PREF_SIZE);
            ProgressBar bar = new ProgressBar(entry.getValue());
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.getStyleClass().add("share-bar");
            Label percent = new Label(String.format(Locale.ROOT, "%.1f %%", 100 * entry.getValue()));
            percent.setMinWidth(Region.USE_PREF_SIZE);
            if (row == 0) {
                label.setId("first-class");
                label.getStyleClass().add("best");
                percent.getStyleClass().add("best");
            }
            ranks.addRow(row++, label, bar, percent);
        }
    }
}
