package dev.bunrui.cli;

import dev.bunrui.experiment.sweep.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of {@code bunrui train}, each of which a sweep takes several values of: parted by commas, or the option given
 * again. A template and a list of modules may have commas of their own, and are given again.
 */
final class SweepOptions {
    /** Where a file's columns are is no matter of taste. */
    private static final List<String> SINGLE = List.of("title-column", "body-column", "label-column");

    private static final Pattern NUMBERS = Pattern.compile("[012](,[012])*");

    private SweepOptions() {}

    /** Gives a command these options. */
    static void addTo(CommandSpec command) {
        add(command, "--model", "ID|DIR", "option.model", null, false);
        for (OptionSpec option :
                CommandSpec.forAnnotatedObject(new TrainingOptions()).options()) {
            boolean flag = option.arity().max() == 0;
            add(
                    command,
                    option.longestName(),
                    flag ? "true|false" : option.paramLabel(),
                    option.descriptionKey(),
                    option.defaultValue(),
                    flag);
        }
    }

    private static void add(
            CommandSpec command, String name, String label, String text, @Nullable String standard, boolean flag) {
        boolean single = SINGLE.contains(name.substring(2)) || label.endsWith("…");
        OptionSpec.Builder option = OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(single ? label : label + ",…")
                .hideParamSyntax(true)
                .descriptionKey(text)
                .defaultValue(standard)
                .arity(flag ? "0..1" : "1");
        command.addOption(flag ? option.fallbackValue("true").build() : option.build());
    }

    /** The values that were given, by option. */
    static Map<String, List<String>> given(ParseResult parsed) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            if (option.auxiliaryTypes()[0] == String.class && option.type() == List.class) {
                String name = option.longestName().substring(2);
                List<String> values = new ArrayList<>();
                for (Object value : (List<?>) option.getValue()) {
                    values.addAll(parts(name, String.valueOf(value)));
                }
                given.put(
                        name, values.stream().map(value -> forever(name, value)).toList());
            }
        }
        return given;
    }

    private static List<String> parts(String option, String text) {
        boolean whole = SINGLE.contains(option)
                || option.equals("target-modules")
                || (option.equals("template") && !NUMBERS.matcher(text).matches());
        return whole
                ? List.of(text)
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static String forever(String option, String value) {
        return option.equals("model") ? TrainingOptions.modelForever(value.strip()) : value;
    }

    /** The options that have several values. */
    static List<Axis> axes(Map<String, List<String>> given) {
        return given.entrySet().stream()
                .filter(option -> option.getValue().stream().distinct().count() > 1)
                .map(option -> new Axis(option.getKey(), option.getValue()))
                .toList();
    }

    /** The options that have one. */
    static Map<String, String> base(Map<String, List<String>> given) {
        Map<String, String> base = new LinkedHashMap<>();
        given.forEach((option, values) -> {
            if (values.stream().distinct().count() == 1) {
                base.put(option, values.get(0));
            }
        });
        return base;
    }
}
