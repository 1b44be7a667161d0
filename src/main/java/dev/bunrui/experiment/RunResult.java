package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How a run ended.
 *
 * @param keptEpoch the epoch whose adapter was tested and kept
 * @param epochs the epochs that were trained
 */
public record RunResult(
        RunFolder folder, List<String> labels, int keptEpoch, int epochs, Metrics validation, Metrics test) {
    /** The line that {@code train --json} ends with. */
    public ObjectNode json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("run", folder.path().toAbsolutePath().toString());
        node.set("test", test.summary(labels));
        node.put("best_epoch", keptEpoch);
        node.put("val_f1", validation.scores().macroF1());
        return node;
    }

    /** As it stands in {@code metrics.json}. */
    ObjectNode metricsJson() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("epoch", keptEpoch);
        node.put("epochs", epochs);
        labels.forEach(node.putArray("labels")::add);
        node.set("validation", validation.json(labels));
        node.set("test", test.json(labels));
        return node;
    }

    /** What of {@link #metricsJson} cannot be reckoned from the rest of it. */
    ObjectNode shortJson() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("epoch", keptEpoch);
        node.put("epochs", epochs);
        labels.forEach(node.putArray("labels")::add);
        node.set("validation", validation.shortJson());
        node.set("test", test.shortJson());
        return node;
    }
}
