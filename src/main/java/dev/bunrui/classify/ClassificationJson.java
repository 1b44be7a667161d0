package dev.bunrui.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A classification as it stands in files and between processes. */
public final class ClassificationJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClassificationJson() {}

    /** The label, the probabilities by label in the order of the logits, the logits, the tokens, whether it was cut. */
    public static ObjectNode of(Classification classification) {
        return addTo(JSON.createObjectNode(), classification);
    }

    static ObjectNode addTo(ObjectNode node, Classification classification) {
        node.put("label", classification.label());
        ObjectNode probabilities = node.putObject("probabilities");
        classification.probabilities().forEach(probabilities::put);
        ArrayNode logits = node.putArray("logits");
        for (float logit : classification.logits()) {
            logits.add(logit);
        }
        node.put("tokens", classification.tokens());
        node.put("truncated", classification.truncated());
        return node;
    }

    /**
     * The classification that {@link #of} wrote.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    public static Classification read(JsonNode node) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        node.required("probabilities")
                .properties()
                .forEach(entry ->
                        probabilities.put(entry.getKey(), entry.getValue().asDouble()));
        JsonNode logits = node.required("logits");
        float[] values = new float[logits.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = logits.required(i).floatValue();
        }
        return new Classification(
                node.required("label").asText(),
                Collections.unmodifiableMap(probabilities),
                values,
                node.required("tokens").asInt(),
                node.required("truncated").asBoolean());
    }
}
