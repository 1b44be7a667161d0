package dev.bunrui.app.classifier;

import dev.bunrui.classify.explain.Explanation;
import dev.bunrui.classify.explain.Explanation.Sentence;
import dev.bunrui.classify.explain.Explanation.Token;
import dev.bunrui.classify.explain.Part;
import dev.bunrui.classify.explain.Span;
import dev.bunrui.corpus.Article;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import javafx.geometry.Orientation;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * An article to read, with a tint behind each sentence and a line below each token: the stronger, the more it weighs
 * beside the others, in one colour for the class and in another against it.
 */
final class TintedArticle extends Region {
    /** What weighs less than this part of the heaviest is left plain: tints are to be told from one another. */
    private static final double LEAST = 0.06;

    private static final double STRONGEST_TINT = 0.55;

    /** Laid out at once; hundreds of thousands of characters would hold up the window. */
    private static final int MOST_UNREAD = 2000;

    private final TextFlow flow = new TextFlow();
    private final Group tints = new Group();
    private final Group lines = new Group();
    private final List<Mark> marks = new ArrayList<>();

    /** Part of the text, from 0, that is tinted, or underlined. */
    private record Mark(int start, int end, boolean tint, Path shape) {}

    TintedArticle() {
        getStyleClass().add("tinted-article");
        flow.setMouseTransparent(true); // the tints below have tooltips
        lines.setMouseTransparent(true);
        for (Node each : List.of(tints, lines)) {
            each.setManaged(false);
        }
        getChildren().addAll(tints, flow, lines);
    }

    /** The sentences' and the tokens' shapes, for looking at. */
    List<Path> shapes() {
        return marks.stream().map(Mark::shape).toList();
    }

    /** Shows nothing. */
    void clear() {
        marks.clear();
        flow.getChildren().clear();
        tints.getChildren().clear();
        lines.getChildren().clear();
    }

    /**
     * Shows an article.
     *
     * @param bodyCharsRead how much of its body was read; the rest is greyed
     * @param tip what is said of a sentence
     */
    void show(Article article, int bodyCharsRead, Explanation explanation, Function<Sentence, String> tip) {
        clear();
        int bodyStart = article.title().isEmpty() ? 0 : article.title().length() + 1;
        if (bodyStart > 0) {
            flow.getChildren().add(text(article.title() + "\n", "title"));
        }
        flow.getChildren().add(text(article.body().substring(0, bodyCharsRead), "body"));
        flow.getChildren().add(text(beginning(article.body().substring(bodyCharsRead)), "unread"));
        double heaviest = heaviest(explanation.sentences().stream().mapToDouble(Sentence::weight));
        for (Sentence sentence : explanation.sentences()) {
            Path tint = mark(sentence.place(), bodyStart, sentence.weight() / heaviest, true);
            Tooltip.install(tint, new Tooltip(tip.apply(sentence)));
        }
        heaviest = heaviest(explanation.tokens().stream().mapToDouble(Token::weight));
        for (Token token : explanation.tokens()) {
            if (Math.abs(token.weight()) >= LEAST * heaviest) {
                mark(token.place(), bodyStart, token.weight() / heaviest, false);
            }
        }
        requestLayout();
    }

    private static String beginning(String unread) {
        return unread.codePointCount(0, unread.length()) <= MOST_UNREAD
                ? unread
                : unread.substring(0, unread.offsetByCodePoints(0, MOST_UNREAD)) + "…";
    }

    private static double heaviest(DoubleStream weights) {
        return Math.max(Double.MIN_NORMAL, weights.map(Math::abs).max().orElse(0));
    }

    private static Text text(String words, String style) {
        Text text = new Text(words);
        text.getStyleClass().add(style);
        return text;
    }

    private Path mark(Span place, int bodyStart, double weight, boolean tint) {
        int offset = place.part() == Part.BODY ? bodyStart : 0;
        double strength = Math.abs(weight);
        Path shape = new Path();
        shape.getStyleClass().addAll(tint ? "tint" : "line", weight > 0 ? "for" : "against");
        shape.setOpacity(tint ? (strength < LEAST ? 0 : strength * STRONGEST_TINT) : strength);
        marks.add(new Mark(place.start() + offset, place.end() + offset, tint, shape));
        (tint ? tints : lines).getChildren().add(shape);
        return shape;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + snappedBottomInset() + flow.prefHeight(inner(width));
    }

    private double inner(double width) {
        return width < 0 ? width : Math.max(0, width - snappedLeftInset() - snappedRightInset());
    }

    @Override
    protected void layoutChildren() {
        double width = inner(getWidth());
        double height = flow.prefHeight(width);
        for (Node each : List.of(tints, lines)) {
            each.relocate(0, 0);
            each.setLayoutX(snappedLeftInset());
            each.setLayoutY(snappedTopInset());
        }
        flow.resizeRelocate(snappedLeftInset(), snappedTopInset(), width, height);
        flow.layout();
        for (Mark mark : marks) {
            PathElement[] outline = mark.tint()
                    ? flow.rangeShape(mark.start(), mark.end())
                    : flow.underlineShape(mark.start(), mark.end());
            mark.shape().getElements().setAll(outline);
        }
    }
}
