package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.WeightFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code run.json}: written first, never changed.
 *
 * @param device the device that {@code auto} stood for
 * @param precision the precision that {@code auto} stood for
 * @param template the template's text
 * @param labels the classes in the order of the logits
 * @param articles how many are in training, validation and test
 * @param testHash of the test's articles alone; empty in runs of the first versions
 * @param modelFiles SHA-256 of the model's files
 * @param versions of Bunrui, Java and PyTorch
 */
public record RunManifest(
        Instant created,
        RunSettings settings,
        String device,
        String precision,
        String template,
        List<String> labels,
        Map<String, Integer> articles,
        String splitHash,
        String testHash,
        Map<String, String> modelFiles,
        Map<String, String> versions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RunManifest {
        labels = List.copyOf(labels);
        articles = new TreeMap<>(articles);
        modelFiles = new TreeMap<>(modelFiles);
        versions = new TreeMap<>(versions);
    }

    /** What was computed with, for people: the precision, and how the weights were kept unless it was in full. */
    public String numbers() {
        WeightFormat weights = settings.weights();
        return weights == WeightFormat.FULL ? precision : precision + ", " + weights.option();
    }

    /** That of a run of other settings, begun at another time, which has all else in common with this one. */
    RunManifest at(Instant other, RunSettings others) {
        return new RunManifest(
                other,
                others,
                device,
                precision,
                template,
                labels,
                articles,
                splitHash,
                testHash,
                modelFiles,
                versions);
    }

    void write(Path file) {
        AtomicFile.write(file, json().toPrettyString() + "\n");
    }

    ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", 1);
        root.put("created", created.toString());
        root.set("settings", RunSettingsJson.of(settings));
        root.put("device", device);
        root.put("precision", precision);
        root.put("template", template);
        labels.forEach(root.putArray("labels")::add);
        root.set("articles", JSON.valueToTree(articles));
        root.put("split_hash", splitHash);
        root.put("test_hash", testHash);
        root.set("model_files", JSON.valueToTree(modelFiles));
        root.set("versions", JSON.valueToTree(versions));
        return root;
    }

    /**
     * Reads a manifest.
     *
     * @throws RequestException if it is missing or garbled
     */
    public static RunManifest read(Path file) {
        try {
            return of(JSON.readTree(file.toFile()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException garbled) {
            throw new RequestException(RunManifest.class, "manifest.garbled", file);
        } catch (IOException unreadable) {
            throw new RequestException(RunManifest.class, "manifest.unreadable", file, new SystemReason(unreadable));
        }
    }

    /**
     * The manifest that {@link #json} wrote.
     *
     * @throws IllegalArgumentException or DateTimeException if a field is missing or wrong
     */
    static RunManifest of(JsonNode root) {
        List<String> labels = new ArrayList<>();
        root.required("labels").forEach(label -> labels.add(label.asText()));
        Map<String, Integer> articles = new TreeMap<>();
        root.required("articles")
                .properties()
                .forEach(e -> articles.put(e.getKey(), e.getValue().asInt()));
        return new RunManifest(
                Instant.parse(root.required("created").asText()),
                RunSettingsJson.read(root.required("settings")),
                root.required("device").asText(),
                root.required("precision").asText(),
                root.required("template").asText(),
                labels,
                articles,
                root.required("split_hash").asText(),
                root.path("test_hash").asText(""),
                texts(root.required("model_files")),
                texts(root.required("versions")));
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new TreeMap<>();
        node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }
}
