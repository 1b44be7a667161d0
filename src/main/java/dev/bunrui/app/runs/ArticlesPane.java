package dev.bunrui.app.runs;

import dev.bunrui.app.label.ArticleText;
import dev.bunrui.app.label.RelabelPane;
import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.analysis.TestedArticle;
import dev.bunrui.message.Figures;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Test articles in a table, the text of the one that is chosen, and what corrects its label. */
final class ArticlesPane {
    private static final double FIGURES = 64;
    private static final double TABLE_SHARE = 0.6;

    private final ObservableList<TestedArticle> rows = FXCollections.observableArrayList();
    private final TableView<TestedArticle> table = new TableView<>(rows);
    private final RelabelPane relabel;
    private final ArticleText text;
    private final VBox node;

    /**
     * No articles yet; {@code id} is the table's, and with {@code -text} the text's. Labels of the run that {@code model}
     * looks at are corrected in {@code relabel}.
     */
    ArticlesPane(Texts texts, ErrorsModel model, RelabelPane relabel, String id, Orientation orientation) {
        this.relabel = relabel;
        table.setId(id);
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(texts.of("errors.table"));
        table.setPlaceholder(new Shapes(texts).label("errors.no-articles", "muted"));
        new Columns<>(texts, table)
                .values("errors.confidence", FIGURES, TestedArticle::confidence, Figures::percent)
                .words("errors.gold", 110, TestedArticle::gold)
                .words("errors.predicted", 110, TestedArticle::predicted)
                .words("errors.title", 240, each -> ArticleText.heading(each.article()))
                .words(
                        "relabel.corrected",
                        100,
                        each -> relabel.corrected(each.article().id()));
        table.getColumns().get(0).setMinWidth(FIGURES);
        table.setMinHeight(0); // or it would leave no room for the text
        this.text = new ArticleText(texts, id + "-text");
        table.getSelectionModel().selectedItemProperty().addListener((chosen, before, now) -> look(now));
        SplitPane both = new SplitPane(table, text);
        both.setOrientation(orientation);
        both.setDividerPositions(TABLE_SHARE);
        both.setMinSize(0, 0);
        VBox.setVgrow(both, Priority.ALWAYS);
        // The choice of a class needs more room than a text has beside a list.
        this.node = new VBox(6, both, relabel.choice());
        node.setMinSize(0, 0);
        model.subject().addListener((observed, before, now) -> relabel.turn(now));
        relabel.whenCorrected(table::refresh);
        relabel.listenIn(table);
    }

    Node node() {
        return node;
    }

    private void look(@Nullable TestedArticle chosen) {
        text.read(chosen == null ? null : chosen.article());
        relabel.look(chosen == null ? null : chosen.article(), chosen == null ? null : chosen.predicted());
    }

    /** Shows articles in their order. */
    void show(List<TestedArticle> articles) {
        table.getSelectionModel().clearSelection();
        table.getSortOrder().clear();
        rows.setAll(articles);
        table.scrollTo(0);
    }
}
