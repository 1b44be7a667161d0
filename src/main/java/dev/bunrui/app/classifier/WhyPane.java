package dev.bunrui.app.classifier;

import dev.bunrui.app.classifier.WhyModel.Explained;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.classify.explain.Explanation;
import dev.bunrui.classify.explain.Explanation.Sentence;
import dev.bunrui.classify.explain.Faithfulness;
import dev.bunrui.experiment.RunFaithfulness;
import dev.bunrui.message.Figures;
import java.util.Comparator;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The article as it was read, tinted by what speaks for a class, with what the tints mean and how far to trust them. */
final class WhyPane {
    private static final double LEAST_HEIGHT = 120;

    private final Texts texts;
    private final Shapes shapes;
    private final WhyModel model;
    private final TintedArticle article = new TintedArticle();
    private final VBox view = new VBox(8);

    WhyPane(Texts texts, WhyModel model) {
        this.texts = texts;
        this.shapes = new Shapes(texts);
        this.model = model;
        article.setId("why-article");
        model.explained().addListener(change -> show());
        texts.language().addListener(change -> show());
        ScrollPane scroll = new ScrollPane(article);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(LEAST_HEIGHT);
        scroll.getStyleClass().add("why-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Shapes.only(scroll, model.explained().isNotNull());
        view.getChildren().addAll(head(), scroll, note(), shapes.alarm("why-failure", model.failure()));
        view.setMinHeight(Region.USE_PREF_SIZE);
        Shapes.only(view, model.wanted());
    }

    Node view() {
        return view;
    }

    private Node head() {
        Label what = shapes.shown(
                Bindings.createStringBinding(this::heading, model.explained(), model.busy(), texts.language()),
                "field-name");
        what.setId("why-heading");
        ProgressIndicator busy = new ProgressIndicator();
        busy.setId("why-busy");
        busy.setPrefSize(14, 14);
        busy.setMinSize(14, 14);
        busy.visibleProperty().bind(model.busy());
        HBox legend =
                new HBox(6, swatch("for"), shapes.label("classifier.why-for", "hint"), swatch("against"), against());
        legend.getStyleClass().add("classifier-row");
        Shapes.only(legend, model.explained().isNotNull());
        HBox head = new HBox(8, what, busy, Shapes.spring(), legend);
        head.getStyleClass().add("classifier-row");
        return head;
    }

    private Label against() {
        return shapes.label("classifier.why-against", "hint");
    }

    private static Region swatch(String style) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("why-swatch", style);
        return swatch;
    }

    private String heading() {
        Explained explained = model.explained().get();
        if (explained == null) {
            return texts.now(model.busy().get() ? "classifier.why-busy" : "classifier.why-none");
        }
        Explanation explanation = explained.explanation();
        return texts.now("classifier.why-of", explanation.label(), Figures.tenths(explanation.probability()));
    }

    private Node note() {
        Label note = shapes.shown(
                Bindings.createStringBinding(
                        () -> texts.now("classifier.why-note") + " " + measured(),
                        model.faithfulness(),
                        texts.language()),
                "hint");
        note.setId("why-note");
        Shapes.only(note, model.explained().isNotNull());
        return note;
    }

    private String measured() {
        Faithfulness measured = model.faithfulness().get();
        if (measured == null) {
            return texts.now("classifier.why-unmeasured");
        }
        String words = texts.now(
                measured.sentences().difference().low() > 0 ? "classifier.why-measured" : "classifier.why-chance",
                Figures.count(measured.articles()),
                points(measured.sentences().marked()),
                points(measured.sentences().random()));
        return RunFaithfulness.caveat(measured, texts.language().get())
                .map(rough -> words + " " + rough)
                .orElse(words);
    }

    private static String points(double fraction) {
        return String.format(Locale.ROOT, "%.1f", 100 * fraction);
    }

    private void show() {
        Explained explained = model.explained().get();
        if (explained == null) {
            article.clear();
            return;
        }
        Explanation explanation = explained.explanation();
        article.show(
                explained.answer().article(),
                explained.answer().bodyCharsRead(),
                explanation,
                sentence -> texts.now(
                        "classifier.why-sentence",
                        explanation.label(),
                        Figures.tenths(explanation.probability()),
                        Figures.tenths(sentence.probabilityWithout())));
        article.setAccessibleText(explanation.sentences().stream()
                .max(Comparator.comparingDouble(Sentence::weight))
                .map(strongest -> texts.now(
                        "classifier.why-strongest",
                        explanation.label(),
                        strongest.place().of(explained.answer().article())))
                .orElse(""));
    }
}
