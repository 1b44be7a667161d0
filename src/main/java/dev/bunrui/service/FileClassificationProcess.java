package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.ArticleBatch;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.corpus.Columns;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.service.FileClassification.Order;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Classifies one file and ends: an {@link Errand}. It says {@code {"articles": n}}, {@code {"done": n}} again and again, and
 * at last {@code {"written": n}}.
 */
public final class FileClassificationProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REVIEW = "review";
    private static final long BETWEEN_WORDS_NANOS = 200_000_000;

    private final Consumer<JsonNode> words;
    private long spoken;

    private FileClassificationProcess(Consumer<JsonNode> words) {
        this.words = words;
    }

    /** Started by {@link FileClassification}; takes no arguments. */
    public static void main(String[] arguments) {
        Errand.carryOut((order, words) -> new FileClassificationProcess(words).classify(order(order)));
    }

    /** An order as it is given. */
    static JsonNode line(Order order) {
        ObjectNode node = JSON.createObjectNode();
        node.put("run", order.run().path().toAbsolutePath().toString());
        node.put("input", order.input().toAbsolutePath().toString());
        node.put("output", order.output().toAbsolutePath().toString());
        node.put("title", order.columns().title());
        node.put("body", order.columns().body());
        node.put("label", order.columns().label());
        ReviewRule review = order.review();
        if (review != null) {
            node.putObject(REVIEW).put("temperature", review.temperature()).put("threshold", review.threshold());
        }
        return node;
    }

    private static Order order(JsonNode line) {
        return new Order(
                new RunFolder(Path.of(line.required("run").asText())),
                Path.of(line.required("input").asText()),
                new Columns(column(line, "title"), column(line, "body"), column(line, "label")),
                Path.of(line.required("output").asText()),
                line.has(REVIEW) ? review(line.required(REVIEW)) : null);
    }

    private static ReviewRule review(JsonNode rule) {
        return new ReviewRule(
                rule.required("temperature").asDouble(),
                rule.required("threshold").asDouble());
    }

    private static @Nullable String column(JsonNode line, String name) {
        JsonNode column = line.required(name);
        return column.isNull() ? null : column.asText();
    }

    private void classify(Order order) {
        ArticleBatch articles = ArticleBatch.of(order.input(), order.columns(), order.output(), order.review());
        say(JSON.createObjectNode().put("articles", articles.size()));
        ModelLocator models = new ModelLocator(AppFolders.ofProcess().assets());
        try (ArticleClassifier classifier = RunClassifier.open(order.run(), models, "auto", "auto")) {
            say(JSON.createObjectNode().put("done", 0));
            articles.write(classifier, this::done);
        }
        say(JSON.createObjectNode().put("written", articles.size()));
    }

    private void done(long done) {
        long now = System.nanoTime();
        if (now - spoken >= BETWEEN_WORDS_NANOS) {
            spoken = now;
            say(JSON.createObjectNode().put("done", done));
        }
    }

    private void say(JsonNode word) {
        words.accept(word);
    }
}
