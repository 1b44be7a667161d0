package dev.bunrui.app.compare;

import dev.bunrui.app.label.ArticleText;
import dev.bunrui.app.label.RelabelPane;
import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.analysis.HardArticle;
import dev.bunrui.experiment.analysis.HardArticles;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The articles that all or nearly all compared runs get wrong, the text of the chosen one, and what corrects its label. */
final class SuspectsPane {
    private static final double TABLE_SHARE = 0.66;

    private final Texts texts;
    private final CompareModel compared;
    private final SuspectsModel model;
    private final RelabelPane relabel;
    private final ObservableList<HardArticle> rows = FXCollections.observableArrayList();
    private final TableView<HardArticle> table = new TableView<>(rows);
    private final ArticleText text;
    private final VBox view;

    /** Labels are corrected in {@code relabel}. */
    SuspectsPane(AppContext context, CompareModel compared, RelabelPane relabel) {
        this.texts = context.texts();
        this.compared = compared;
        this.model = new SuspectsModel(context.work(), texts);
        this.relabel = relabel;
        this.text = new ArticleText(texts, "suspects-text");
        Shapes shapes = new Shapes(texts);
        table();
        VBox.setVgrow(text, Priority.ALWAYS);
        VBox reading = new VBox(6, text, relabel.choice());
        reading.setMinSize(0, 0);
        SplitPane both = new SplitPane(table, reading);
        both.setDividerPositions(TABLE_SHARE);
        both.setMinHeight(0);
        VBox.setVgrow(both, Priority.ALWAYS);
        Shapes.only(both, Bindings.isNotEmpty(rows));
        this.view = new VBox(
                8,
                head(shapes),
                shapes.alarm("suspects-failure", model.trouble()),
                shapes.alarm("suspects-unread", model.unread()),
                both,
                relabel.bars());
        view.getStyleClass().add("tab-content");
        relabel.whenCorrected(table::refresh);
        relabel.listenIn(table);
        model.suspects().addListener((observed, before, now) -> show(now));
        model.texts().addListener((observed, before, now) -> fill(now));
        compared.scope().addListener(change -> turn());
        compared.field().addListener(change -> turn());
    }

    Node node() {
        return view;
    }

    /** Whether anyone looks. */
    BooleanProperty wanted() {
        return model.wanted();
    }

    private void turn() {
        model.turn(compared.scope().get());
    }

    private void table() {
        table.setId("suspects-table");
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(texts.of("suspects.table"));
        new Columns<>(texts, table)
                .values("suspects.wrong", 72, HardArticle::wrong, this::ofRuns)
                .words("errors.gold", 104, HardArticle::gold)
                .words("suspects.agreed", 104, HardArticle::agreed)
                .values("suspects.votes", 62, HardArticle::votes, this::ofRuns)
                .values("errors.confidence", 60, HardArticle::confidence, Figures::percent)
                .words("suspects.title", 112, this::heading)
                .words("relabel.corrected", 80, row -> relabel.corrected(row.id()));
        table.getSelectionModel().selectedItemProperty().addListener((observed, before, now) -> look(now));
    }

    private void look(@Nullable HardArticle row) {
        Article article = row == null ? null : article(row);
        text.read(article);
        relabel.look(article, row == null ? null : row.agreed());
    }

    private @Nullable Article article(HardArticle row) {
        Map<String, Article> articles = model.texts().get().articles();
        return articles.get(row.id());
    }

    private String ofRuns(int count) {
        HardArticles now = model.suspects().get();
        return now == null ? "" : count + "/" + now.runs().size();
    }

    private String heading(HardArticle row) {
        Article article = article(row);
        return article == null ? row.id() : ArticleText.heading(article);
    }

    private Node head(Shapes shapes) {
        ProgressIndicator busy = new ProgressIndicator();
        busy.setPrefSize(14, 14);
        busy.setMinSize(14, 14);
        Label words = shapes.label("suspects.texts", "muted");
        words.setId("suspects-reading");
        words.setMinWidth(Region.USE_PREF_SIZE);
        HBox reading = new HBox(8, busy, words);
        reading.setAlignment(Pos.CENTER_LEFT);
        Shapes.only(reading, model.reading());
        HBox head = new HBox(16, headline(shapes), Shapes.spring(), reading);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Label headline(Shapes shapes) {
        Label headline = shapes.shown(Bindings.createStringBinding(
                this::headline,
                model.suspects(),
                model.looking(),
                model.trouble(),
                compared.scope(),
                compared.field(),
                texts.language()));
        headline.setId("suspects-count");
        return headline;
    }

    private String headline() {
        HardArticles found = model.suspects().get();
        if (found != null) {
            int count = found.hard().size();
            String runs = Figures.count(found.runs().size());
            return count == 0
                    ? texts.now("suspects.none", Figures.count(found.tested()), runs)
                    : texts.now("suspects.count", Figures.count(count), Figures.count(found.tested()), runs);
        }
        if (model.looking().get()) {
            return texts.now("suspects.reading");
        }
        boolean few = compared.field().get() != null && model.trouble().get().isEmpty();
        return few ? texts.now("compare.too-few") : "";
    }

    private void show(@Nullable HardArticles found) {
        HardArticle before = table.getSelectionModel().getSelectedItem();
        table.getSortOrder().clear();
        rows.setAll(found == null ? List.of() : found.hard());
        rows.stream()
                .filter(row -> before != null && row.id().equals(before.id()))
                .findFirst()
                .ifPresentOrElse(table.getSelectionModel()::select, table.getSelectionModel()::clearSelection);
    }

    /** Whoever has chosen or sorted meanwhile is not disturbed. */
    private void fill(SuspectTexts read) {
        relabel.turn(read.subject());
        table.refresh();
        look(table.getSelectionModel().getSelectedItem());
    }
}
