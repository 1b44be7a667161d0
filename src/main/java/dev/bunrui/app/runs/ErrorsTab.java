package dev.bunrui.app.runs;

import dev.bunrui.app.label.RelabelPane;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.run.RunWords;
import dev.bunrui.app.runs.ErrorsModel.Findings;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.analysis.MisreadArticles;
import dev.bunrui.experiment.analysis.SplitLeaks;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The articles that a finished run got wrong, what its test shares with its training, and the words that give away. */
final class ErrorsTab {
    private static final double ARTICLES_SHARE = 0.74;

    private final Texts texts;
    private final ErrorsModel model;
    private final ArticlesPane articles;
    private final GiveAwayList words;
    private final StackPane node;

    /** {@code unfinished} holds while the run that is looked at has no result; labels are corrected in {@code relabel}. */
    ErrorsTab(Texts texts, ErrorsModel model, RelabelPane relabel, BooleanBinding unfinished) {
        this.texts = texts;
        this.model = model;
        this.articles = new ArticlesPane(texts, model, relabel, "misread", Orientation.HORIZONTAL);
        this.words = new GiveAwayList(texts);
        Shapes shapes = new Shapes(texts);
        Label headline = shapes.shown(words(this::headline));
        headline.setId("errors-count");
        Label leaks = shapes.shown(words(this::leaks), "muted");
        leaks.setId("errors-leaks");
        SplitPane both = new SplitPane(articles.node(), words.node());
        both.setDividerPositions(ARTICLES_SHARE);
        both.setMinHeight(0);
        VBox.setVgrow(both, Priority.ALWAYS);
        BooleanBinding read = model.articles().isNotNull();
        for (Node part : List.of(leaks, both)) {
            part.visibleProperty().bind(read);
        }
        VBox content =
                new VBox(8, shapes.alarm("errors-trouble", model.trouble()), headline, leaks, both, relabel.bars());
        content.getStyleClass().add("tab-content");
        content.visibleProperty().bind(unfinished.not());
        Label none = shapes.label("runs.unfinished", "muted");
        none.visibleProperty().bind(unfinished);
        this.node = new StackPane(none, content);
        model.articles().addListener(change -> show());
        model.findings().addListener(change -> {
            Findings found = model.findings().get();
            words.show(found == null ? null : found.words());
        });
    }

    Node node() {
        return node;
    }

    private void show() {
        MisreadArticles read = model.articles().get();
        articles.show(read == null ? List.of() : read.misread());
    }

    private StringBinding words(Supplier<String> words) {
        Observable[] from = {model.articles(), model.findings(), model.reading(), model.trouble(), texts.language()};
        return Bindings.createStringBinding(words::get, from);
    }

    private String headline() {
        MisreadArticles read = model.articles().get();
        if (read == null) {
            return model.reading().get() ? texts.now("errors.reading") : "";
        }
        int wrong = read.misread().size();
        String all = Figures.count(read.articles().size());
        return wrong == 0 ? texts.now("errors.none", all) : texts.now("errors.count", Figures.count(wrong), all);
    }

    private String leaks() {
        Findings found = model.findings().get();
        if (found == null) {
            return model.trouble().get().isEmpty() ? texts.now("errors.looking") : "";
        }
        SplitLeaks leaks = found.leaks();
        if (leaks.leaks().isEmpty()) {
            return texts.now("errors.no-leaks");
        }
        return texts.now(
                "errors.leaks",
                Figures.count(leaks.leaks().size()),
                Figures.count(leaks.same()),
                RunWords.accuracy(leaks.without()),
                RunWords.f1(leaks.without()));
    }
}
