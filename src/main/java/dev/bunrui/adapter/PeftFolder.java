package dev.bunrui.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SystemReason;
import dev.bunrui.llm.Safetensors;
import dev.bunrui.llm.SafetensorsWriter;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * An adapter as PEFT keeps it: {@code adapter_config.json} and {@code adapter_model.safetensors}, task type SEQ_CLS with
 * the head among the saved modules.
 *
 * @param base the base model as the files name it: an id or a path
 */
public record PeftFolder(LoraSettings settings, String base, AdapterWeights weights) {
    private static final String CONFIG = "adapter_config.json";
    private static final String WEIGHTS = "adapter_model.safetensors";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Variants of LoRA whose arithmetic is another; each is off when false. */
    private static final List<String> OTHER_ARITHMETIC = List.of("use_dora", "lora_bias", "use_bdlora", "use_qalora");

    /** Writes both files, each whole or not at all. */
    public void write(Path folder) {
        ObjectNode config = JSON.createObjectNode();
        config.put("base_model_name_or_path", base);
        config.put("bias", "none");
        config.put("fan_in_fan_out", false);
        config.put("inference_mode", true);
        config.put("lora_alpha", settings.alpha());
        config.put("lora_dropout", settings.dropout());
        config.putArray("modules_to_save").add("classifier").add("score");
        config.put("peft_type", "LORA");
        config.put("r", settings.rank());
        settings.targets().forEach(config.putArray("target_modules")::add);
        config.put("task_type", "SEQ_CLS");
        SafetensorsWriter.write(
                folder.resolve(WEIGHTS), List.copyOf(weights.tensors().values()), Map.of("format", "pt"));
        AtomicFile.write(folder.resolve(CONFIG), config.toPrettyString() + "\n");
    }

    /**
     * Reads both files, whoever wrote them.
     *
     * @throws RequestException if one is missing or garbled, or the adapter is of a kind that cannot be run here
     */
    public static PeftFolder read(Path folder) {
        Path file = folder.resolve(CONFIG);
        if (!Files.isRegularFile(file)) {
            throw new RequestException(PeftFolder.class, "peft.none", folder);
        }
        JsonNode config = parse(file);
        refuse(file, config, "peft_type", config.path("peft_type").asText("LORA"), "LORA");
        refuse(file, config, "task_type", config.path("task_type").asText("SEQ_CLS"), "SEQ_CLS");
        refuse(file, config, "bias", config.path("bias").asText("none"), "none");
        for (String variant : OTHER_ARITHMETIC) {
            refuse(file, config, variant, config.path(variant).asText("false"), "false");
        }
        for (String pattern : List.of("rank_pattern", "alpha_pattern")) {
            if (!config.path(pattern).isEmpty()) {
                throw new RequestException(PeftFolder.class, "peft.variant", file, pattern, config.path(pattern));
            }
        }
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        Safetensors stored = Safetensors.open(folder.resolve(WEIGHTS));
        for (String name : stored.names()) {
            tensors.put(name, stored.find(name).orElseThrow());
        }
        int rank = config.path("r").asInt(0);
        double alpha = config.path("lora_alpha").asDouble(8);
        // Rank-stabilised LoRA divides by √r (Kalajdzievski 2023): the same arithmetic under another alpha.
        if (config.path("use_rslora").asBoolean(false)) {
            alpha *= Math.sqrt(rank);
        }
        double dropout = config.path("lora_dropout").asDouble(0);
        return new PeftFolder(
                new LoraSettings(rank, alpha, dropout, targets(tensors)),
                config.path("base_model_name_or_path").asText(""),
                new AdapterWeights(tensors));
    }

    /** The tensors say what the adapter touches; the configuration may say it by a pattern. */
    private static List<String> targets(Map<String, StoredTensor> tensors) {
        TreeSet<String> targets = new TreeSet<>();
        for (String name : tensors.keySet()) {
            int end = name.indexOf(".lora_A.weight");
            if (end >= 0) {
                targets.add(name.substring(name.lastIndexOf('.', end - 1) + 1, end));
            }
        }
        return List.copyOf(targets);
    }

    private static void refuse(Path file, JsonNode config, String field, String found, String known) {
        if (config.hasNonNull(field) && !found.equals(known)) {
            throw new RequestException(PeftFolder.class, "peft.variant", file, field, found);
        }
    }

    private static JsonNode parse(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException garbled) {
            throw new RequestException(
                    PeftFolder.class,
                    "peft.garbled",
                    file,
                    String.valueOf(garbled.getLocation().getLineNr()));
        } catch (IOException unreadable) {
            throw new RequestException(PeftFolder.class, "peft.unreadable", file, new SystemReason(unreadable));
        }
    }
}
