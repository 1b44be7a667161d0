package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.message.RequestException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A run's settings as a person types them: a text for each option of {@code bunrui train}, named like the option without
 * its dashes. An empty text is an option that is not given.
 */
public final class RunOptions {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:=+,@%-]+");
    private static final String AUTO = "auto";

    private RunOptions() {}

    /** The texts of settings, in the order in which they are shown. */
    public static Map<String, String> of(RunSettings settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        RunSettingsJson.of(settings).properties().forEach(field -> texts.put(option(field.getKey()), text(field)));
        return texts;
    }

    private static String text(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        boolean never = field.getKey().equals("patience") && value.asText().equals(AUTO);
        if (value.isNull() || never) {
            return "";
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(","));
        }
        return value.isDouble() ? number(value.asDouble()) : value.asText();
    }

    /** As people write it: {@code 5e-4} for 0.0005, {@code 16} for 16.0. */
    public static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        return value != 0 && exponent < -2
                ? exact.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent
                : exact.toPlainString();
    }

    /**
     * The settings that the texts say; options that are left out or empty are as in {@link RunSettings#standard}.
     *
     * @param data where the articles are
     * @throws RequestException naming the option whose text is wrong
     */
    public static RunSettings parse(Map<String, String> texts, Path data) {
        ObjectNode node = RunSettingsJson.of(RunSettings.standard(texts.getOrDefault("model", ""), data));
        for (Map.Entry<String, JsonNode> field : List.copyOf(node.properties())) {
            String text = texts.getOrDefault(option(field.getKey()), "");
            if (!text.isBlank() && !field.getKey().equals("data")) {
                // A template may end in a space that the model is to see.
                boolean asTyped = field.getKey().equals("template");
                put(node, field.getKey(), field.getValue(), asTyped ? text : text.strip());
            }
        }
        return RunSettingsJson.read(node);
    }

    private static void put(ObjectNode node, String field, JsonNode standard, String text) {
        switch (field) {
            case "micro_batch", "patience" -> {
                if (text.equals(AUTO)) {
                    node.put(field, AUTO);
                } else {
                    node.put(field, whole(field, text));
                }
            }
            case "template" -> node.put(field, text);
            default -> {
                if (standard.isArray()) {
                    var values = node.putArray(field);
                    Pattern.compile(",").splitAsStream(text).map(String::strip).forEach(values::add);
                } else if (standard.isBoolean()) {
                    node.put(field, Boolean.parseBoolean(text));
                } else if (standard.isInt()) {
                    node.put(field, whole(field, text));
                } else if (standard.isLong()) {
                    node.put(field, (long) whole(field, text));
                } else if (standard.isNumber()) {
                    node.put(field, fraction(field, text));
                } else {
                    node.put(field, text);
                }
            }
        }
    }

    private static int whole(String field, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException other) {
            throw new RequestException(RunOptions.class, "option.whole", "--" + option(field), text);
        }
    }

    private static double fraction(String field, String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException other) {
            // Told below.
        }
        throw new RequestException(RunOptions.class, "option.number", "--" + option(field), text);
    }

    /**
     * The command that asks for the same run in a terminal; options that are as in {@link RunSettings#standard} are left
     * out.
     */
    public static String commandLine(Map<String, String> texts) {
        Map<String, String> standard = of(RunSettings.standard("", Path.of("")));
        List<String> words = new ArrayList<>(List.of("bunrui", "train"));
        texts.forEach((option, text) -> {
            String value = option.equals("template") ? text : text.strip();
            boolean flag = option.equals("stratified");
            if (!value.isBlank() && !value.equals(standard.get(option))) {
                words.add("--" + option);
                if (!flag) {
                    words.add(quoted(value.replace("\n", "\\n")));
                }
            }
        });
        return String.join(" ", words);
    }

    /** A word as a shell takes it for one, whatever is in it. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String option(String field) {
        return field.replace('_', '-');
    }
}
