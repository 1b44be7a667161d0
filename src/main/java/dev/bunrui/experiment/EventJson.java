package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.training.TrainingEvent;
import java.util.Optional;

/** Training events as they stand in {@code events.jsonl}; {@code time} is in seconds since 1970. */
final class EventJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventJson() {}

    /** The event's line; progress within an evaluation has none. */
    static Optional<ObjectNode> of(TrainingEvent event) {
        ObjectNode node = JSON.createObjectNode();
        node.put("time", System.currentTimeMillis() / 1e3);
        if (event instanceof TrainingEvent.Started started) {
            node.put("event", started.step() == 0 ? "start" : "resume");
            node.put("step", started.step());
            node.put("steps", started.steps());
            node.put("steps_per_epoch", started.stepsPerEpoch());
            node.put("layers_recomputed", started.layersRecomputed());
        } else if (event instanceof TrainingEvent.Stepped step) {
            node.put("event", "step");
            node.put("step", step.step());
            node.put("epoch", step.epoch());
            node.put("loss", step.loss());
            node.put("lr", step.learningRate());
            node.put("tokens", step.tokens());
            node.put("seconds", step.seconds());
        } else if (event instanceof TrainingEvent.Evaluated evaluated) {
            node.put("event", "evaluation");
            node.put("epoch", evaluated.epoch());
            node.put("loss", evaluated.loss());
            node.put("accuracy", evaluated.scores().accuracy());
            node.put("precision", evaluated.scores().macroPrecision());
            node.put("recall", evaluated.scores().macroRecall());
            node.put("f1", evaluated.scores().macroF1());
            node.put("best", evaluated.best());
            node.put("seconds", evaluated.seconds());
        } else if (event instanceof TrainingEvent.StoppedEarly stopped) {
            node.put("event", "stopped_early");
            node.put("epoch", stopped.epoch());
            node.put("patience", stopped.patience());
        } else {
            return Optional.empty();
        }
        return Optional.of(node);
    }
}
