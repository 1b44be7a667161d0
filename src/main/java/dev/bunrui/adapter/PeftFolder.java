package dev.bunrui.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.llm.SafetensorsWriter;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An adapter as PEFT keeps it: {@code adapter_config.json} and {@code adapter_model.safetensors}, task type SEQ_CLS with
 * the head among the saved modules.
 *
 * <p>PEFT can give every module a rank and a scaling of its own. Here all deltas are multiplied by one scaling, and the
 * ranks are those of the tensors: what a module's scaling differs by is taken into its factor B when the adapter is read,
 * and stays there.
 *
 * @param settings the rank that most modules have, and the one scaling
 * @param base the base model as the files name it: an id or a path
 * @param fanInFanOut the base model's weights are stored as [inputs, outputs], which PEFT wants to be told
 */
public record PeftFolder(LoraSettings settings, String base, boolean fanInFanOut, AdapterWeights weights) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double ROUNDING = 1e-12;

    /** Writes both files, each whole or not at all. */
    public void write(Path folder) {
        ObjectNode config = JSON.createObjectNode();
        ObjectNode alphas = config.putObject("alpha_pattern");
        config.put("base_model_name_or_path", base);
        config.put("bias", "none");
        config.put("fan_in_fan_out", fanInFanOut);
        config.put("inference_mode", true);
        config.put("lora_alpha", settings.alpha());
        config.put("lora_dropout", settings.dropout());
        config.putArray("modules_to_save").add("classifier").add("score");
        config.put("peft_type", "LORA");
        config.put("r", settings.rank());
        ObjectNode ranks = config.putObject("rank_pattern");
        for (String path : PeftTensors.paths(weights.tensors())) {
            int rank = rank(path);
            if (rank != settings.rank()) {
                String pattern = path.replace(".", "\\.");
                ranks.put(pattern, rank);
                alphas.put(pattern, settings.scaling() * rank);
            }
        }
        settings.targets().forEach(config.putArray("target_modules")::add);
        config.put("task_type", "SEQ_CLS");
        SafetensorsWriter.write(
                folder.resolve(PeftTensors.SAFETENSORS),
                List.copyOf(weights.tensors().values()),
                Map.of("format", "pt"));
        AtomicFile.write(folder.resolve(PeftConfig.FILE), config.toPrettyString() + "\n");
    }

    private int rank(String path) {
        return (int) weights.find(AdapterWeights.down(path)).orElseThrow().shape()[0];
    }

    /**
     * Reads both files, whoever wrote them.
     *
     * @throws RequestException if one is missing or garbled, or the adapter is of a kind that cannot be run here
     */
    public static PeftFolder read(Path folder) {
        PeftConfig config = PeftConfig.read(folder);
        Map<String, StoredTensor> tensors = PeftTensors.read(folder, config);
        // Rank-stabilised LoRA is the same arithmetic under another alpha.
        double alpha = config.byRoot() ? config.alpha() * Math.sqrt(config.rank()) : config.alpha();
        LoraSettings settings = new LoraSettings(config.rank(), alpha, config.dropout(), targets(tensors));
        Map<String, StoredTensor> scaled = new LinkedHashMap<>(tensors);
        for (String path : PeftTensors.paths(tensors)) {
            double share = config.scaling(path) / settings.scaling();
            if (Math.abs(share - 1) > ROUNDING) {
                scaled.computeIfPresent(AdapterWeights.up(path), (name, up) -> times(up, share));
            }
        }
        return new PeftFolder(settings, config.base(), config.fanInFanOut(), new AdapterWeights(scaled));
    }

    private static StoredTensor times(StoredTensor tensor, double factor) {
        float[] values = tensor.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor);
        }
        return StoredTensor.of(tensor.name(), values, tensor.shape());
    }

    /** The tensors say what the adapter touches; the configuration may say it by a pattern. */
    private static List<String> targets(Map<String, StoredTensor> tensors) {
        return PeftTensors.paths(tensors).stream()
                .map(path -> path.substring(path.lastIndexOf('.') + 1))
                .distinct()
                .sorted()
                .toList();
    }
}
