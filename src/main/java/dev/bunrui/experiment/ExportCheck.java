package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.Classification;
import java.util.List;

/**
 * How far what was exported answers otherwise than the run that it came from, on the same articles in the same precision.
 *
 * @param own the articles are of the run's own test set; else they are the sample articles
 * @param articles how many there were
 * @param absolute the greatest difference of a logit
 * @param relative the greatest difference of a logit, as a share of the run's where that is above 1
 * @param changed how many articles get another label
 */
public record ExportCheck(boolean own, int articles, double absolute, double relative, int changed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Compares classifications of the same articles in the same order. */
    static ExportCheck of(boolean own, List<Classification> run, List<Classification> exported) {
        double absolute = 0;
        double relative = 0;
        int changed = 0;
        for (int i = 0; i < run.size(); i++) {
            float[] wanted = run.get(i).logits();
            float[] found = exported.get(i).logits();
            for (int c = 0; c < wanted.length; c++) {
                double difference = Math.abs((double) found[c] - wanted[c]);
                absolute = Math.max(absolute, difference);
                relative = Math.max(relative, difference / Math.max(1, Math.abs(wanted[c])));
            }
            changed += run.get(i).label().equals(exported.get(i).label()) ? 0 : 1;
        }
        return new ExportCheck(own, run.size(), absolute, relative, changed);
    }

    /** For programs. */
    public ObjectNode json() {
        return JSON.createObjectNode()
                .put("articles", articles)
                .put("of", own ? "test" : "sample")
                .put("max_absolute_difference", absolute)
                .put("max_relative_difference", relative)
                .put("changed_labels", changed);
    }

    /**
     * What {@link #json} wrote.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    public static ExportCheck read(JsonNode node) {
        return new ExportCheck(
                node.required("of").asText().equals("test"),
                node.required("articles").asInt(),
                node.required("max_absolute_difference").asDouble(),
                node.required("max_relative_difference").asDouble(),
                node.required("changed_labels").asInt());
    }
}
