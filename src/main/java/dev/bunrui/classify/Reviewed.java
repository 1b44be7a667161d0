package dev.bunrui.classify;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a {@link ReviewRule} says of a classification.
 *
 * @param confidence the probability of the label given, after the temperature; between 0 and 1
 * @param answer whether that is enough to go without a person; if not, the article needs review
 */
public record Reviewed(double confidence, boolean answer) {
    /** Adds {@code "confidence"} and {@code "answer"} to a classification's JSON, whose other fields stay as they are. */
    public ObjectNode addTo(ObjectNode node) {
        return node.put("confidence", confidence).put("answer", answer);
    }
}
