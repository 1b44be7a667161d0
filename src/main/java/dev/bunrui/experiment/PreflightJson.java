package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.training.TrainingEvent.Rehearsed;
import java.util.OptionalLong;

/** What a trial before a training came to, as JSON. */
public final class PreflightJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PreflightJson() {}

    /** The object; {@code peak_memory} in bytes, left out where it is not known. */
    public static ObjectNode of(Rehearsed rehearsed) {
        ObjectNode node = JSON.createObjectNode();
        rehearsed.memory().ifPresent(bytes -> node.put("peak_memory", bytes));
        node.put("step_seconds", rehearsed.stepSeconds());
        node.put("seconds", rehearsed.seconds());
        node.put("layers_recomputed", rehearsed.layersRecomputed());
        return node;
    }

    /**
     * What {@link #of} made.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    public static Rehearsed read(JsonNode node) {
        return new Rehearsed(
                node.has("peak_memory")
                        ? OptionalLong.of(node.get("peak_memory").asLong())
                        : OptionalLong.empty(),
                node.required("step_seconds").asDouble(),
                node.required("seconds").asDouble(),
                node.required("layers_recomputed").asInt());
    }
}
