package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.training.Evaluation;
import dev.bunrui.training.score.Bootstrap;
import dev.bunrui.training.score.ClassScores;
import dev.bunrui.training.score.Confusion;
import dev.bunrui.training.score.Interval;
import dev.bunrui.training.score.Logits;
import dev.bunrui.training.score.Scores;
import dev.bunrui.training.score.SmallClasses;
import dev.bunrui.training.score.Wilson;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The scores on one part of the split, each of the two that people quote with its 95 % interval.
 *
 * @param accuracyInterval Wilson's
 * @param f1Interval of macro-F1, by bootstrap over the articles; too narrow where there are {@link SmallClasses}
 * @param loss mean cross entropy, in nats
 */
public record Metrics(Scores scores, Confusion confusion, Interval accuracyInterval, Interval f1Interval, double loss) {
    /** Of every interval of a score that is told. */
    public static final double CONFIDENCE = 0.95;

    /** Of every bootstrap, so that the same answers have the same interval wherever they are told. */
    public static final long BOOTSTRAP_SEED = 0;

    /**
     * Judges what was said of articles.
     *
     * @param classes how many there are
     */
    public static Metrics of(Predictions said, int classes) {
        return of(said.logits(), said.gold(), classes);
    }

    static Metrics of(float[][] logits, int[] gold, int classes) {
        Evaluation evaluation = Evaluation.of(logits, gold, classes);
        int[] predicted = Arrays.stream(logits).mapToInt(Logits::argmax).toArray();
        Confusion confusion = Confusion.of(classes, gold, predicted);
        int right = IntStream.range(0, classes)
                .map(label -> confusion.count(label, label))
                .sum();
        return new Metrics(
                evaluation.scores(),
                confusion,
                Wilson.interval(right, gold.length, CONFIDENCE),
                Bootstrap.macroF1(classes, gold, predicted, Bootstrap.RESAMPLES, BOOTSTRAP_SEED, CONFIDENCE),
                evaluation.loss());
    }

    /** As they stand in {@code metrics.json}: the {@link #summary}, and what is to be told of single classes. */
    ObjectNode json(List<String> labels) {
        ObjectNode node = summary(labels);
        ObjectNode classes = node.putObject("classes");
        for (int c = 0; c < labels.size(); c++) {
            ClassScores ofClass = scores.perClass().get(c);
            classes.putObject(labels.get(c))
                    .put("precision", ofClass.precision())
                    .put("recall", ofClass.recall())
                    .put("f1", ofClass.f1())
                    .put("support", ofClass.support());
        }
        ArrayNode rows = node.putArray("confusion");
        for (int[] row : confusion.table()) {
            ArrayNode columns = rows.addArray();
            Arrays.stream(row).forEach(columns::add);
        }
        return node;
    }

    /** What of {@link #json} cannot be reckoned from the rest of it; the table in one text, row by row. */
    ObjectNode shortJson() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode node = json.createObjectNode();
        node.set("accuracy_interval", pair(json, accuracyInterval));
        node.set("f1_interval", pair(json, f1Interval));
        node.put("loss", loss);
        node.put(
                "counts",
                Arrays.stream(confusion.table())
                        .flatMapToInt(Arrays::stream)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ")));
        return node;
    }

    /** The scores over all classes, and those with few articles, as every command names them that prints JSON. */
    public ObjectNode summary(List<String> labels) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode node = json.createObjectNode();
        node.put("n", scores.n());
        node.put("accuracy", scores.accuracy());
        node.set("accuracy_interval", pair(json, accuracyInterval));
        node.put("precision", scores.macroPrecision());
        node.put("recall", scores.macroRecall());
        node.put("f1", scores.macroF1());
        node.set("f1_interval", pair(json, f1Interval));
        node.set("small_classes", smallClasses(labels));
        node.put("loss", loss);
        return node;
    }

    /** The {@link SmallClasses}, for which {@code f1_interval} is too narrow: their names with their numbers of articles. */
    public ObjectNode smallClasses(List<String> labels) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        SmallClasses.of(scores).classes().forEach(each -> node.put(labels.get(each.label()), each.articles()));
        return node;
    }

    private static ArrayNode pair(ObjectMapper json, Interval interval) {
        return json.createArrayNode().add(interval.low()).add(interval.high());
    }
}
