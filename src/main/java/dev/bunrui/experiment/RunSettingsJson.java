package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.Fold;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A run's settings as they stand in its files, named like the options of {@code bunrui train}. */
final class RunSettingsJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTO = "auto";

    private RunSettingsJson() {}

    /** The settings as JSON. */
    static ObjectNode of(RunSettings settings) {
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
        node.put("stratified", settings.split().stratified());
        node.put("split_seed", settings.split().seed());
        node.put("fold", settings.split().fold().map(Fold::toString).orElse(null));
        node.put("train_share", settings.split().trainShare());
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
        node.put("weights", settings.weights().option());
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
     * The settings that {@link #of} wrote.
     *
     * @throws IllegalArgumentException if a field is missing or wrong
     */
    static RunSettings read(JsonNode node) {
        List<String> targets = new ArrayList<>();
        node.required("target_modules").forEach(target -> targets.add(target.asText()));
        return new RunSettings(
                node.required("model").asText(),
                Path.of(node.required("data").asText()),
                new Columns(text(node, "title_column"), text(node, "body_column"), text(node, "label_column")),
                node.required("template").asText(),
                node.required("max_length").asInt(),
                Truncation.of(node.required("truncation").asText()),
                split(node),
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
                node.required("precision").asText(),
                // Runs of before there was this option kept the weights in full.
                WeightFormat.of(node.path("weights").asText(WeightFormat.FULL.option())));
    }

    private static SplitPlan split(JsonNode node) {
        return new SplitPlan(
                // Runs of before there was this option were split by the training's seed.
                node.has("split_seed")
                        ? node.required("split_seed").asLong()
                        : node.required("seed").asLong(),
                node.required("stratified").asBoolean(),
                Optional.ofNullable(text(node, "fold")).map(Fold::parse),
                node.path("train_share").asDouble(1));
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    private static OptionalInt optional(JsonNode node, String field) {
        JsonNode value = node.required(field);
        return value.isInt() ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }
}
