package dev.bunrui.app.compare;

import dev.bunrui.app.compare.Suspects.Suspect;
import dev.bunrui.app.label.ArticleText;
import dev.bunrui.app.label.RelabelPane;
import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The articles that all or nearly all compared runs get wrong, the text of the chosen one, and what corrects its label. */
final class SuspectsPane {
    private static final double TABLE_SHARE = 0.66;

    private final Texts texts;
    private final CompareModel compared;
    private final SuspectsModel model;
    private final RelabelPane relabel;
    private final ObservableList<Suspect> rows = FXCollections.observableArrayList();
    private final TableView<Suspect> table = new TableView<>(rows);
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
                headline(shapes),
                shapes.alarm("suspects-failure", model.trouble()),
                shapes.alarm("suspects-unread", model.unread()),
                both,
                relabel.bars());
        view.getStyleClass().add("tab-content");
        relabel.whenCorrected(table::refresh);
        relabel.listenIn(table);
        model.suspects().addListener((observed, before, now) -> show(now));
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
                .values("suspects.wrong", 72, row -> row.hard().wrong(), this::ofRuns)
                .words("errors.gold", 104, row -> row.hard().gold())
                .words("suspects.agreed", 104, row -> row.hard().agreed())
                .values("suspects.votes", 62, row -> row.hard().votes(), this::ofRuns)
                .values("errors.confidence", 60, row -> row.hard().confidence(), Figures::percent)
                .words("suspects.title", 112, SuspectsPane::heading)
                .words(
                        "relabel.corrected",
                        80,
                        row -> relabel.corrected(row.hard().id()));
        table.getSelectionModel().selectedItemProperty().addListener((observed, before, now) -> {
            text.read(now == null ? null : now.article());
            relabel.look(
                    now == null ? null : now.article(),
                    now == null ? null : now.hard().agreed());
        });
    }

    private String ofRuns(int count) {
        Suspects now = model.suspects().get();
        return now == null ? "" : count + "/" + now.runs();
    }

    private static String heading(Suspect row) {
        return row.article() == null ? row.hard().id() : ArticleText.heading(row.article());
    }

    private Label headline(Shapes shapes) {
        Label headline = shapes.shown(Bindings.createStringBinding(
                this::headline,
                model.suspects(),
                model.reading(),
                model.trouble(),
                compared.scope(),
                compared.field(),
                texts.language()));
        headline.setId("suspects-count");
        return headline;
    }

    private String headline() {
        Suspects found = model.suspects().get();
        if (found != null) {
            int count = found.articles().size();
            String runs = Figures.count(found.runs());
            return count == 0
                    ? texts.now("suspects.none", Figures.count(found.tested()), runs)
                    : texts.now("suspects.count", Figures.count(count), Figures.count(found.tested()), runs);
        }
        if (model.reading().get()) {
            return texts.now("suspects.reading");
        }
        boolean few = compared.field().get() != null && model.trouble().get().isEmpty();
        return few ? texts.now("compare.too-few") : "";
    }

    private void show(@Nullable Suspects found) {
        Suspect before = table.getSelectionModel().getSelectedItem();
        relabel.turn(found == null ? null : found.subject());
        table.getSortOrder().clear();
        rows.setAll(found == null ? List.of() : found.articles());
        rows.stream()
                .filter(row ->
                        before != null && row.hard().id().equals(before.hard().id()))
                .findFirst()
                .ifPresentOrElse(table.getSelectionModel()::select, table.getSelectionModel()::clearSelection);
    }
}
