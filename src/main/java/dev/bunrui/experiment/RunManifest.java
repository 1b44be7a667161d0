package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.corpus.Columns;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.json}: written first, never changed.
 *
 * @param device the device that {@code auto} stood for
 * @param precision the precision that {@code auto} stood for
 * @param template the template's text
 * @param labels the classes in the order of the logits
 * @param articles how many are in training, validation and test
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
        Map<String, String> modelFiles,
        Map<String, String> versions) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTO = "auto";

    public RunManifest {
        labels = List.copyOf(labels);
        articles = new TreeMap<>(articles);
        modelFiles = new TreeMap<>(modelFiles);
        versions = new TreeMap<>(versions);
    }

    void write(Path file) {
        AtomicFile.write(file, json().toPrettyString() + "\n");
    }

    private ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", 1);
        root.put("created", created.toString());
        root.set("settings", settingsJson());
        root.put("device", device);
        root.put("precision", precision);
        root.put("template", template);
        labels.forEach(root.putArray("labels")::add);
        root.set("articles", JSON.valueToTree(articles));
        root.put("split_hash", splitHash);
        root.set("model_files", JSON.valueToTree(modelFiles));
        root.set("versions", JSON.valueToTree(versions));
        return root;
    }

    private ObjectNode settingsJson() {
        TrainingSettings training = settings.training();
        ObjectNode node = JSON.createObjectNode();
        node.put("model", settings.model());
        node.put("data", settings.data().toString());
        node.put("title_column", settings.columns().title());
        node.put("body_column", settings.columns().body());
        node.put("label_column", settings.columns().label());
        node.put("template", settings.template());
        node.put("max_length", settings.maxLength());
        node.put("truncation", settings.truncation().option());
        node.put("stratified", settings.stratified());
        node.put("lora_r", settings.lora().rank());
        node.put("lora_alpha", settings.lora().alpha());
        node.put("lora_dropout", settings.lora().dropout());
        settings.lora().targets().forEach(node.putArray("target_modules")::add);
        node.put("lr", training.learningRate());
        node.put("batch_size", training.batchSize());
        putOptional(node, "micro_batch", training.microBatch());
        node.put("epochs", training.epochs());
        node.put("warmup_epochs", training.warmupEpochs());
        node.put("weight_decay", training.weightDecay());
        node.put("seed", training.seed());
        node.put("recompute", training.recompute().name().toLowerCase(Locale.ROOT));
        node.put("select", training.select().name().toLowerCase(Locale.ROOT));
        putOptional(node, "patience", training.patience());
        node.put("device", settings.device());
        node.put("precision", settings.precision());
        return node;
    }

    private static void putOptional(ObjectNode node, String field, OptionalInt value) {
        if (value.isPresent()) {
            node.put(field, value.getAsInt());
        } else {
            node.put(field, AUTO);
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws RequestException if it is missing or garbled
     */
    public static RunManifest read(Path file) {
        try {
            JsonNode root = JSON.readTree(file.toFile());
            List<String> labels = new ArrayList<>();
            root.required("labels").forEach(label -> labels.add(label.asText()));
            Map<String, Integer> articles = new TreeMap<>();
            root.required("articles")
                    .properties()
                    .forEach(e -> articles.put(e.getKey(), e.getValue().asInt()));
            return new RunManifest(
                    Instant.parse(root.required("created").asText()),
                    settings(root.required("settings")),
                    root.required("device").asText(),
                    root.required("precision").asText(),
                    root.required("template").asText(),
                    labels,
                    articles,
                    root.required("split_hash").asText(),
                    texts(root.required("model_files")),
                    texts(root.required("versions")));
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            throw new RequestException(RunManifest.class, "manifest.garbled", file);
        } catch (IOException unreadable) {
            throw new RequestException(
                    RunManifest.class, "manifest.unreadable", file, String.valueOf(unreadable.getMessage()));
        }
    }

    private static RunSettings settings(JsonNode node) {
        List<String> targets = new ArrayList<>();
        node.required("target_modules").forEach(target -> targets.add(target.asText()));
        return new RunSettings(
                node.required("model").asText(),
                Path.of(node.required("data").asText()),
                new Columns(text(node, "title_column"), text(node, "body_column"), text(node, "label_column")),
                node.required("template").asText(),
                node.required("max_length").asInt(),
                Truncation.of(node.required("truncation").asText()),
                node.required("stratified").asBoolean(),
                new LoraSettings(
                        node.required("lora_r").asInt(),
                        node.required("lora_alpha").asDouble(),
                        node.required("lora_dropout").asDouble(),
                        targets),
                new TrainingSettings(
                        node.required("lr").asDouble(),
                        node.required("batch_size").asInt(),
                        optional(node, "micro_batch"),
                        node.required("epochs").asInt(),
                        node.required("warmup_epochs").asDouble(),
                        node.required("weight_decay").asDouble(),
                        node.required("seed").asLong(),
                        TrainingSettings.Recompute.valueOf(
                                node.required("recompute").asText().toUpperCase(Locale.ROOT)),
                        TrainingSettings.Select.valueOf(
                                node.required("select").asText().toUpperCase(Locale.ROOT)),
                        optional(node, "patience")),
                node.required("device").asText(),
                node.required("precision").asText());
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    private static OptionalInt optional(JsonNode node, String field) {
        JsonNode value = node.required(field);
        return value.isInt() ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new TreeMap<>();
        node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }
}
