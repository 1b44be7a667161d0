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
            JsonNode root = JSON.readTree(folder.metrics().toFile());
            List<String> labels = new ArrayList<>();
            root.required("labels").forEach(label -> labels.add(label.asText()));
            return new RunResult(
                    folder,
                    List.copyOf(labels),
                    root.required("epoch").asInt(),
                    root.required("epochs").asInt(),
                    metrics(root.required("validation"), labels.size()),
                    metrics(root.required("test"), labels.size()));
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            throw new RequestException(StoredResult.class, "result.garbled", folder.metrics());
        } catch (IOException unreadable) {
            throw new RequestException(
                    StoredResult.class, "manifest.unreadable", folder.metrics(), new SystemReason(unreadable));
        }
    }

    private static Metrics metrics(JsonNode node, int classes) {
        Confusion confusion = confusion(node.required("confusion"));
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

    private static Confusion confusion(JsonNode table) {
        List<Integer> gold = new ArrayList<>();
        List<Integer> predicted = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            for (int column = 0; column < table.size(); column++) {
                for (int i = table.required(row).required(column).asInt(); i > 0; i--) {
                    gold.add(row);
                    predicted.add(column);
                }
            }
        }
        return Confusion.of(table.size(), ints(gold), ints(predicted));
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
