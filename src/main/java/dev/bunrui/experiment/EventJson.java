package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.gauge.ProcessMemory;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.experiment.gauge.ReadingJson;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.score.ClassScores;
import dev.bunrui.training.score.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Training events, and readings of the device, as they stand in {@code events.jsonl}; {@code time} is in seconds since
 * 1970, and {@code memory}, beside a step, the bytes that the process holds.
 */
final class EventJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIME = "time";
    private static final String EVENT = "event";

    private EventJson() {}

    /** The event's line; progress within an evaluation has none. */
    static Optional<ObjectNode> of(TrainingEvent event) {
        ObjectNode node = JSON.createObjectNode();
        node.put(TIME, System.currentTimeMillis() / 1e3);
        if (event instanceof TrainingEvent.Rehearsed rehearsed) {
            node.put(EVENT, "preflight");
            node.setAll(PreflightJson.of(rehearsed));
        } else if (event instanceof TrainingEvent.Started started) {
            node.put(EVENT, started.step() == 0 ? "start" : "resume");
            node.put("step", started.step());
            node.put("steps", started.steps());
            node.put("steps_per_epoch", started.stepsPerEpoch());
            node.put("layers_recomputed", started.layersRecomputed());
        } else if (event instanceof TrainingEvent.Stepped step) {
            node.put(EVENT, "step");
            node.put("step", step.step());
            node.put("epoch", step.epoch());
            node.put("loss", step.loss());
            node.put("lr", step.learningRate());
            node.put("tokens", step.tokens());
            node.put("seconds", step.seconds());
            ProcessMemory.now().ifPresent(bytes -> node.put("memory", bytes));
        } else if (event instanceof TrainingEvent.Evaluated evaluated) {
            node.put(EVENT, "evaluation");
            node.put("epoch", evaluated.epoch());
            node.put("loss", evaluated.loss());
            node.put("accuracy", evaluated.scores().accuracy());
            node.put("precision", evaluated.scores().macroPrecision());
            node.put("recall", evaluated.scores().macroRecall());
            node.put("f1", evaluated.scores().macroF1());
            node.put("best", evaluated.best());
            node.put("n", evaluated.scores().n());
            ArrayNode classes = node.putArray("classes");
            for (ClassScores scores : evaluated.scores().perClass()) {
                classes.addObject()
                        .put("precision", scores.precision())
                        .put("recall", scores.recall())
                        .put("f1", scores.f1())
                        .put("support", scores.support());
            }
            node.put("seconds", evaluated.seconds());
        } else if (event instanceof TrainingEvent.MemoryRanOut ran) {
            node.put(EVENT, "out_of_memory");
            node.put("evaluating", ran.evaluating());
            node.put("articles", ran.articles());
            node.put("fewer", ran.fewer());
            node.put("layers_recomputed", ran.layersRecomputed());
        } else if (event instanceof TrainingEvent.StoppedEarly stopped) {
            node.put(EVENT, "stopped_early");
            node.put("epoch", stopped.epoch());
            node.put("patience", stopped.patience());
        } else if (event instanceof TrainingEvent.GivenUp given) {
            node.put(EVENT, "given_up");
            node.put("epoch", given.epoch());
            node.put("best_f1", given.bestF1());
            node.put("upper", given.upper());
            node.put("median", given.median());
            node.put("others", given.others());
        } else {
            return Optional.empty();
        }
        return Optional.of(node);
    }

    /** A reading's line. */
    static ObjectNode of(Reading reading) {
        ObjectNode node = JSON.createObjectNode();
        node.put(TIME, reading.time().toEpochMilli() / 1e3);
        node.put(EVENT, ReadingJson.EVENT);
        return node.setAll(ReadingJson.of(reading));
    }

    /** When a line was written. */
    static Instant time(JsonNode line) {
        return Instant.EPOCH.plus(Duration.ofMillis(Math.round(line.path(TIME).asDouble() * 1e3)));
    }

    /**
     * The reading of a line; empty for lines of other kinds.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    static Optional<Reading> reading(JsonNode line) {
        return line.path(EVENT).asText().equals(ReadingJson.EVENT)
                ? Optional.of(ReadingJson.read(time(line), line))
                : Optional.empty();
    }

    /**
     * The event of a line that {@link #of} made; empty for lines of other kinds.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    static Optional<TrainingEvent> read(JsonNode line) {
        return Optional.ofNullable(
                switch (line.required(EVENT).asText()) {
                    case "preflight" -> PreflightJson.read(line);
                    case "start", "resume" ->
                        new TrainingEvent.Started(
                                line.required("step").asLong(),
                                line.required("steps").asLong(),
                                line.required("steps_per_epoch").asLong(),
                                line.required("layers_recomputed").asInt());
                    case "step" ->
                        new TrainingEvent.Stepped(
                                line.required("step").asLong(),
                                line.required("epoch").asInt(),
                                line.required("loss").asDouble(),
                                line.required("lr").asDouble(),
                                line.required("tokens").asInt(),
                                line.required("seconds").asDouble());
                    case "evaluation" ->
                        new TrainingEvent.Evaluated(
                                line.required("epoch").asInt(),
                                line.required("loss").asDouble(),
                                scores(line),
                                line.required("best").asBoolean(),
                                line.required("seconds").asDouble());
                    case "out_of_memory" ->
                        new TrainingEvent.MemoryRanOut(
                                line.required("evaluating").asBoolean(),
                                line.required("articles").asInt(),
                                line.required("fewer").asInt(),
                                line.required("layers_recomputed").asInt());
                    case "stopped_early" ->
                        new TrainingEvent.StoppedEarly(
                                line.required("epoch").asInt(),
                                line.required("patience").asInt());
                    case "given_up" ->
                        new TrainingEvent.GivenUp(
                                line.required("epoch").asInt(),
                                line.required("best_f1").asDouble(),
                                line.required("upper").asDouble(),
                                line.required("median").asDouble(),
                                line.required("others").asInt());
                    default -> null;
                });
    }

    /** The memory that a line tells of; empty where it tells of none, as in logs of the first versions. */
    static OptionalLong memory(JsonNode line) {
        return line.has("memory") ? OptionalLong.of(line.get("memory").asLong()) : OptionalLong.empty();
    }

    private static Scores scores(JsonNode line) {
        List<ClassScores> classes = new ArrayList<>();
        for (JsonNode scores : line.path("classes")) { // not in logs of the first versions
            classes.add(new ClassScores(
                    scores.required("precision").asDouble(),
                    scores.required("recall").asDouble(),
                    scores.required("f1").asDouble(),
                    scores.required("support").asInt()));
        }
        return new Scores(
                line.path("n").asInt(),
                line.required("accuracy").asDouble(),
                line.required("precision").asDouble(),
                line.required("recall").asDouble(),
                line.required("f1").asDouble(),
                classes);
    }
}
