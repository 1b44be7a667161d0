package dev.bunrui.app.runs;

import dev.bunrui.app.label.ArticleText;
import dev.bunrui.app.label.RelabelPane;
import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.analysis.TestedArticle;
import dev.bunrui.message.Figures;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** Test articles in a table, and the text of the one that is chosen. */
final class ArticlesPane {
    private static final double FIGURES = 64;
    private static final double TABLE_SHARE = 0.6;

    private final ObservableList<TestedArticle> rows = FXCollections.observableArrayList();
    private final TableView<TestedArticle> table = new TableView<>(rows);
    private final Columns<TestedArticle> columns;
    private final ArticleText text;
    private final SplitPane node;

    /** No articles yet; {@code id} is the table's, and with {@code -text} the text's. */
    ArticlesPane(Texts texts, String id, Orientation orientation) {
        table.setId(id);
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(texts.of("errors.table"));
        table.setPlaceholder(new Shapes(texts).label("errors.no-articles", "muted"));
        this.columns = new Columns<>(texts, table)
                .values("errors.confidence", FIGURES, TestedArticle::confidence, Figures::percent)
                .words("errors.gold", 110, TestedArticle::gold)
                .words("errors.predicted", 110, TestedArticle::predicted)
                .words("errors.title", 240, each -> ArticleText.heading(each.article()));
        table.getColumns().get(0).setMinWidth(FIGURES);
        this.text = new ArticleText(texts, id + "-text");
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((chosen, before, after) -> text.read(after == null ? null : after.article()));
        this.node = new SplitPane(table, text);
        node.setOrientation(orientation);
        node.setDividerPositions(TABLE_SHARE);
        node.setMinSize(0, 0);
    }

    Node node() {
        return node;
    }

    /** The article that is chosen; null for none. */
    ReadOnlyObjectProperty<@Nullable TestedArticle> chosen() {
        return table.getSelectionModel().selectedItemProperty();
    }

    /** Lets labels be corrected: another column tells which are. */
    void correctWith(RelabelPane relabel) {
        columns.words(
                "relabel.corrected",
                100,
                each -> relabel.corrected(each.article().id()));
        relabel.whenCorrected(table::refresh);
        relabel.listenIn(table);
        chosen().addListener((observed, before, now) ->
                relabel.look(now == null ? null : now.article(), now == null ? null : now.predicted()));
    }

    /** Shows articles in their order. */
    void show(List<TestedArticle> articles) {
        table.getSortOrder().clear();
        rows.setAll(articles);
        table.scrollTo(0);
        text.read(null);
    }
}
