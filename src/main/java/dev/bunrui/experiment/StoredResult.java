package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Confusion;
import dev.bunrui.training.score.Interval;
import dev.bunrui.training.score.Scores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The result of a finished run, read from its {@code metrics.json}. */
public final class StoredResult {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Ten times as many articles are no {@code int}. */
    private static final int LARGE = Integer.MAX_VALUE / 10 - 1;

    private StoredResult() {}

    /**
     * Reads the result.
     *
     * @throws RequestException if the run is not finished, or the file is garbled
     */
    public static RunResult read(RunFolder folder) {
        if (!folder.finished()) {
            throw new RequestException(StoredResult.class, "result.none", folder.path());
        }
        try {
            return of(folder, JSON.readTree(folder.metrics().toFile()));
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            throw new RequestException(StoredResult.class, "result.garbled", folder.metrics());
        } catch (IOException unreadable) {
            throw new RequestException(
                    StoredResult.class, "manifest.unreadable", folder.metrics(), new SystemReason(unreadable));
        }
    }

    /**
     * The result as {@code metrics.json} has it, or {@link RunResult#shortJson}.
     *
     * @throws IllegalArgumentException if a field is missing or wrong
     */
    static RunResult of(RunFolder folder, JsonNode root) {
        List<String> labels = new ArrayList<>();
        root.required("labels").forEach(label -> labels.add(label.asText()));
        return new RunResult(
                folder,
                List.copyOf(labels),
                root.required("epoch").asInt(),
                root.required("epochs").asInt(),
                metrics(root.required("validation"), labels.size()),
                metrics(root.required("test"), labels.size()));
    }

    private static Metrics metrics(JsonNode node, int classes) {
        Confusion confusion = node.has("counts")
                ? confusion(node.get("counts").asText(), classes)
                : confusion(node.required("confusion"));
        if (confusion.classes() != classes) {
            throw new IllegalArgumentException(classes + " labels, but a table of " + confusion.classes());
        }
        return new Metrics(
                Scores.of(confusion),
                confusion,
                interval(node.required("accuracy_interval")),
                interval(node.required("f1_interval")),
                node.required("loss").asDouble());
    }

    private static Interval interval(JsonNode pair) {
        return new Interval(pair.required(0).asDouble(), pair.required(1).asDouble());
    }

    /** Of thousands of runs at once, in a program that has just been started: no more than one look at each character. */
    private static Confusion confusion(String counts, int classes) {
        int[][] table = new int[classes][classes];
        int place = 0;
        int count = 0;
        for (char c : (counts + " ").toCharArray()) {
            if (c >= '0' && c <= '9') {
                count = Math.min(count, LARGE) * 10 + c - '0';
            } else if (c == ' ' && place < classes * classes) {
                table[place / classes][place % classes] = count;
                place++;
                count = 0;
            } else {
                throw new IllegalArgumentException("no counts: " + counts);
            }
        }
        if (place != classes * classes) {
            throw new IllegalArgumentException(classes + " labels, but " + place + " counts");
        }
        return Confusion.of(table);
    }

    private static Confusion confusion(JsonNode table) {
        int[][] counts = new int[table.size()][table.size()];
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                counts[row][column] = table.required(row).required(column).asInt();
            }
        }
        return Confusion.of(counts);
    }
}
