package dev.bunrui.app.runs;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.analysis.TestedArticle;
import dev.bunrui.message.Figures;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import org.jspecify.annotations.Nullable;

/** Test articles in a table, and the text of the one that is chosen. */
final class ArticlesPane {
    /** More is not read here, and would be laid out at once. */
    private static final int MOST = 20_000;

    private static final int BEGINNING = 80;
    private static final double FIGURES = 64;
    private static final double TABLE_SHARE = 0.6;

    private final ObservableList<TestedArticle> rows = FXCollections.observableArrayList();
    private final TableView<TestedArticle> table = new TableView<>(rows);
    private final TextArea text = new TextArea();
    private final SplitPane node = new SplitPane(table, text);

    /** No articles yet; {@code id} is the table's, and with {@code -text} the text's. */
    ArticlesPane(Texts texts, String id, Orientation orientation) {
        table.setId(id);
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(texts.of("errors.table"));
        table.setPlaceholder(new Shapes(texts).label("errors.no-articles", "muted"));
        new Columns<>(texts, table)
                .values("errors.confidence", FIGURES, TestedArticle::confidence, Figures::percent)
                .words("errors.gold", 110, TestedArticle::gold)
                .words("errors.predicted", 110, TestedArticle::predicted)
                .words("errors.title", 240, each -> heading(each.article()));
        table.getColumns().get(0).setMinWidth(FIGURES);
        text.setId(id + "-text");
        text.setEditable(false);
        text.setWrapText(true);
        text.promptTextProperty().bind(texts.of("errors.choose"));
        text.accessibleTextProperty().bind(texts.of("errors.text"));
        table.getSelectionModel().selectedItemProperty().addListener((chosen, before, after) -> read(after));
        node.setOrientation(orientation);
        node.setDividerPositions(TABLE_SHARE);
        node.setMinSize(0, 0);
        text.setMinHeight(0);
    }

    Node node() {
        return node;
    }

    /** Shows articles in their order. */
    void show(List<TestedArticle> articles) {
        table.getSortOrder().clear();
        rows.setAll(articles);
        table.scrollTo(0);
        read(null);
    }

    private void read(@Nullable TestedArticle chosen) {
        text.setText(chosen == null ? "" : whole(chosen.article()));
        text.setScrollTop(0);
    }

    private static String whole(Article article) {
        String whole = article.title().isEmpty() ? article.body() : article.title() + "\n\n" + article.body();
        return beginning(whole, MOST);
    }

    /** Where there is no title, the text begins with something as telling. */
    private static String heading(Article article) {
        return article.title().isEmpty() ? beginning(article.body().replace('\n', ' '), BEGINNING) : article.title();
    }

    private static String beginning(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.min(most, text.codePointCount(0, most)))) + "…";
    }
}
