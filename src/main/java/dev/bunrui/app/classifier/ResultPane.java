package dev.bunrui.app.classifier;

import dev.bunrui.app.classifier.ClassifierModel.Result;
import dev.bunrui.app.look.Bars;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.classify.Classification;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.classify.Reviewed;
import dev.bunrui.message.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleExpression;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What was said of the article: every class with its probability, and what it took. */
final class ResultPane {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final double LEAST_RANKS = 90;
    private static final double MOST_RANKS = 246;

    /** What the card has above and below the classes. */
    private static final double AROUND_RANKS = 190;

    private final Texts texts;
    private final Shapes shapes;
    private final ClassifierModel model;
    private final WhyModel why;
    private final ReviewModel review;
    private final Bars ranks;
    private final BooleanProperty copied = new SimpleBooleanProperty();
    private final VBox view = new VBox(10);

    /** {@code height} is how high the card may become; more classes than that are scrolled. */
    ResultPane(Texts texts, ClassifierModel model, WhyModel why, ReviewModel review, DoubleExpression height) {
        this.texts = texts;
        this.shapes = new Shapes(texts);
        this.model = model;
        this.why = why;
        this.review = review;
        this.ranks = new Bars("ranks").bestFirst().choosing(why::choose);
        // First, so that whoever sees what is said below sees the classes, too.
        model.result().addListener(change -> {
            copied.set(false);
            Result result = model.result().get();
            ranks.show(result == null ? List.of() : ranked(result.answer().classification()), 1, Figures::tenths);
        });
        Label about = shapes.shown(
                Bindings.createStringBinding(
                        this::about, model.result(), model.busy(), model.failure(), texts.language()),
                "muted");
        about.setId("about-answer");
        ScrollPane scroll = new ScrollPane(ranks.node());
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(LEAST_RANKS);
        scroll.maxHeightProperty()
                .bind(Bindings.max(LEAST_RANKS, Bindings.min(MOST_RANKS, height.subtract(AROUND_RANKS))));
        // As high as the classes need, up to the most.
        scroll.prefViewportHeightProperty().bind(ranks.node().heightProperty());
        scroll.accessibleTextProperty().bind(texts.of("classifier.result"));
        scroll.getStyleClass().add("classifier-ranks");
        Shapes.only(scroll, model.result().isNotNull());
        view.getStyleClass().add("card");
        view.setMinHeight(Region.USE_PREF_SIZE); // the lists below give way
        view.getChildren()
                .addAll(
                        head(),
                        verdict(),
                        confidence(),
                        scroll,
                        about,
                        shapes.alarm("classifier-failure", model.failure()));
    }

    Node view() {
        return view;
    }

    private Node head() {
        Button copy = shapes.button("copy-result", "classifier.copy", Feather.COPY, this::copy);
        copy.textProperty().unbind();
        copy.textProperty()
                .bind(Bindings.when(copied).then(texts.of("classifier.copied")).otherwise(texts.of("classifier.copy")));
        copy.disableProperty().bind(model.result().isNull());
        HBox head = new HBox(8, shapes.label("classifier.result", "card-title"), Shapes.spring(), whether(), copy);
        head.getStyleClass().add("classifier-row");
        return head;
    }

    private ToggleButton whether() {
        ToggleButton whether = new ToggleButton();
        whether.setId("why");
        whether.textProperty().bind(texts.of("classifier.why"));
        whether.setGraphic(new FontIcon(Feather.HELP_CIRCLE));
        whether.setMinWidth(Region.USE_PREF_SIZE);
        whether.selectedProperty().bindBidirectional(why.wanted());
        Tooltip how = new Tooltip();
        how.textProperty().bind(texts.of("classifier.why-how"));
        whether.setTooltip(how);
        return whether;
    }

    /** Classes and probabilities, the first class first, as a spreadsheet takes them. */
    private void copy() {
        Result result = model.result().get();
        if (result == null) {
            return;
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(ranked(result.answer().classification()).stream()
                .map(entry -> entry.getKey() + "\t" + entry.getValue() + "\n")
                .collect(Collectors.joining()));
        copied.set(Clipboard.getSystemClipboard().setContent(content));
    }

    static List<Map.Entry<String, Double>> ranked(Classification classification) {
        return classification.probabilities().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList();
    }

    /** Whether the answer is right, where that is known. */
    private Node verdict() {
        Label verdict = shapes.shown(
                Bindings.createStringBinding(
                        () -> {
                            Result result = model.result().get();
                            @Nullable String gold = result == null ? null : result.gold();
                            return gold == null
                                    ? ""
                                    : texts.now(right(result) ? "classifier.right" : "classifier.wrong", gold);
                        },
                        model.result(),
                        texts.language()),
                "verdict");
        verdict.setId("verdict");
        Shapes.only(verdict, verdict.textProperty().isNotEmpty());
        model.result()
                .addListener(change -> verdict.pseudoClassStateChanged(
                        WRONG, !right(model.result().get())));
        return verdict;
    }

    /** How sure the answer is after the run's temperature, and whether that is too little to go without a person. */
    private Node confidence() {
        Label words = shapes.shown(
                Bindings.createStringBinding(this::sure, model.result(), review.rule(), texts.language()), "sureness");
        words.setId("confidence");
        Shapes.only(words, words.textProperty().isNotEmpty());
        words.textProperty().subscribe(text -> {
            Reviewed reviewed = reviewed();
            words.pseudoClassStateChanged(WRONG, reviewed != null && !reviewed.answer());
        });
        return words;
    }

    private String sure() {
        Reviewed reviewed = reviewed();
        if (reviewed == null) {
            return "";
        }
        String key = !reviewed.answer()
                ? "classifier.needs-review"
                : review.chosen() == null ? "classifier.confidence" : "classifier.sure-enough";
        return texts.now(key, Figures.tenths(reviewed.confidence()));
    }

    private @Nullable Reviewed reviewed() {
        Result result = model.result().get();
        ReviewRule rule = review.rule().get();
        return result == null || rule == null ? null : rule.of(result.answer().classification());
    }

    private static boolean right(@Nullable Result result) {
        return result == null
                || result.gold() == null
                || result.answer().classification().label().equals(result.gold());
    }

    private String about() {
        Result result = model.result().get();
        if (result == null && !model.busy().get() && !model.failure().get().isEmpty()) {
            return ""; // that is said below
        } else if (result == null) {
            return texts.now(model.busy().get() ? "classifier.loading" : "classifier.nothing");
        }
        Classification said = result.answer().classification();
        return texts.now(
                said.truncated() ? "classifier.cut" : "classifier.whole",
                Figures.count(said.tokens()),
                Figures.count(result.answer().took().toMillis()));
    }
}
