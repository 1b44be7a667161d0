package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.Classification;

/** A classification as {@code --json} has it. */
final class ClassificationJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClassificationJson() {}

    static ObjectNode of(Classification classification) {
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
}
