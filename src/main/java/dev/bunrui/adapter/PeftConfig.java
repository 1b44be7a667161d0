package dev.bunrui.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What an {@code adapter_config.json} says of a LoRA adapter's arithmetic, as PEFT 0.21 understands it. Which modules the
 * adapter touches is told by its tensors; here that may be a pattern of PEFT's own.
 *
 * @param file where it was read
 * @param rank r, where no pattern says otherwise
 * @param alpha the numerator of the scaling, where no pattern says otherwise
 * @param byRoot the scaling is alpha / √rank (rank-stabilised LoRA, Kalajdzievski 2023, arXiv:2312.03732), not alpha / rank
 * @param ranks the ranks of some modules, by patterns; the first that matches counts
 * @param alphas the numerators of some modules, likewise
 * @param fanInFanOut the modules' weights are stored as [inputs, outputs]
 */
record PeftConfig(
        Path file,
        String base,
        int rank,
        double alpha,
        double dropout,
        boolean byRoot,
        Map<Pattern, Double> ranks,
        Map<Pattern, Double> alphas,
        boolean fanInFanOut) {
    static final String FILE = "adapter_config.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What makes another arithmetic of it, or touches other weights; each is off where it is absent, false or empty. */
    private static final List<String> OTHER_ARITHMETIC = List.of(
            "use_dora",
            "lora_bias",
            "use_bdlora",
            "use_qalora",
            "alora_invocation_tokens",
            "arrow_config",
            "kasa_config",
            "monteclora_config",
            "layer_replication",
            "trainable_token_indices",
            "target_parameters");
    /** Beginnings that take something out of the base model's weights, as PEFT does again when it loads such an adapter. */
    private static final Pattern CHANGES_BASE = Pattern.compile("(?i)(pissa|corda|olora|loftq|lora_ga).*");

    /** What PEFT takes where the file says nothing. */
    private static final int RANK = 8;

    /**
     * Reads the configuration in an adapter's folder.
     *
     * @throws RequestException if there is none or it is garbled, or it is of a kind that cannot be run here
     */
    static PeftConfig read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw none(folder);
        }
        JsonNode config = parse(file);
        mustBe(file, config, "peft_type", "LORA");
        mustBe(file, config, "task_type", "SEQ_CLS");
        mustBe(file, config, "bias", "none");
        for (String variant : OTHER_ARITHMETIC) {
            JsonNode value = config.path(variant);
            if (value.isValueNode()
                    ? config.hasNonNull(variant) && !value.asText().equals("false")
                    : !value.isEmpty()) {
                throw new RequestException(PeftFolder.class, "peft.variant", file, variant, value.toString());
            }
        }
        String beginning = config.path("init_lora_weights").asText();
        if (CHANGES_BASE.matcher(beginning).matches()) {
            throw new RequestException(PeftFolder.class, "peft.beginning", file, beginning);
        }
        int rank = config.path("r").asInt(RANK);
        return new PeftConfig(
                file,
                config.path("base_model_name_or_path").asText(""),
                rank,
                config.path("lora_alpha").asDouble(RANK),
                config.path("lora_dropout").asDouble(0),
                config.path("use_rslora").asBoolean(false),
                patterns(file, config, "rank_pattern"),
                patterns(file, config, "alpha_pattern"),
                config.path("fan_in_fan_out").asBoolean(false));
    }

    /** A folder without an adapter of its own may hold several, as PEFT saves a model with more than one. */
    private static RequestException none(Path folder) {
        List<String> inside = List.of();
        try (var entries = Files.isDirectory(folder) ? Files.list(folder) : null) {
            if (entries != null) {
                inside = entries.filter(entry -> Files.isRegularFile(entry.resolve(FILE)))
                        .map(entry -> entry.getFileName().toString())
                        .sorted()
                        .toList();
            }
        } catch (IOException unreadable) {
            return new RequestException(PeftFolder.class, "peft.unreadable", folder, new SystemReason(unreadable));
        }
        return inside.isEmpty()
                ? new RequestException(PeftFolder.class, "peft.none", folder)
                : new RequestException(PeftFolder.class, "peft.several", folder, String.join(", ", inside));
    }

    private static void mustBe(Path file, JsonNode config, String field, String known) {
        if (config.hasNonNull(field) && !config.path(field).asText().equals(known)) {
            throw new RequestException(
                    PeftFolder.class,
                    "peft.variant",
                    file,
                    field,
                    config.path(field).asText());
        }
    }

    /** PEFT matches a key, a regular expression, against a module's whole path or what stands after one of its dots. */
    private static Map<Pattern, Double> patterns(Path file, JsonNode config, String field) {
        Map<Pattern, Double> patterns = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : config.path(field).properties()) {
            try {
                if (!entry.getValue().isNumber()) {
                    throw new RequestException(
                            PeftFolder.class, "peft.pattern", file, field, entry.getKey(), entry.getValue());
                }
                patterns.put(
                        Pattern.compile("(?:.*\\.)?(?:" + entry.getKey() + ")"),
                        entry.getValue().asDouble());
            } catch (PatternSyntaxException otherDialect) {
                throw new RequestException(
                        PeftFolder.class, "peft.pattern", file, field, entry.getKey(), entry.getValue());
            }
        }
        return patterns;
    }

    /** The rank of a module's factors. */
    int rank(String path) {
        return (int) first(ranks, path, rank);
    }

    /** What a module's delta is multiplied by. */
    double scaling(String path) {
        int own = rank(path);
        return first(alphas, path, alpha) / (byRoot ? Math.sqrt(own) : own);
    }

    private static double first(Map<Pattern, Double> patterns, String path, double otherwise) {
        return patterns.entrySet().stream()
                .filter(each -> each.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
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
