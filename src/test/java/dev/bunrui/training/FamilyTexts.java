package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.adapter.LoraClassifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The texts that the fixtures of all families were computed from, and how what comes of them is compared. */
final class FamilyTexts {
    static final Path FIXTURES = Path.of("src/test/resources/dev/bunrui/llm/family");

    private FamilyTexts() {}

    static JsonNode shared() {
        try {
            return new ObjectMapper().readTree(FIXTURES.resolve("texts.json").toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<int[]> ids() {
        List<int[]> texts = new ArrayList<>();
        for (JsonNode text : shared().get("texts")) {
            int[] ids = new int[text.size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = text.get(i).asInt();
            }
            texts.add(ids);
        }
        return texts;
    }

    /** With their labels, as one batch. */
    static List<Drawn> batch() {
        List<int[]> texts = ids();
        JsonNode labels = shared().get("labels");
        List<Drawn> batch = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            batch.add(new Drawn(new Example(texts.get(i), labels.get(i).asInt()), i));
        }
        return batch;
    }

    /** Of all texts, row by row. */
    static float[] logits(LoraClassifier classifier) {
        float[][] rows = classifier.logits(ids(), done -> {});
        float[] flat = new float[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, flat, row * rows[row].length, rows[row].length);
        }
        return flat;
    }

    /** The difference's length is less than so many of theirs. */
    static void assertClose(String what, float[] ours, float[] theirs, double tolerance) {
        assertThat(ours).as(what).hasSameSizeAs(theirs);
        double difference = 0;
        double size = 0;
        for (int i = 0; i < ours.length; i++) {
            difference += Math.pow(ours[i] - theirs[i], 2);
            size += Math.pow(theirs[i], 2);
        }
        assertThat(Math.sqrt(difference / size)).as(what).isLessThan(tolerance);
    }
}
