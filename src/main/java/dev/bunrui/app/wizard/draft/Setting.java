package dev.bunrui.app.wizard.draft;

import java.util.List;
import java.util.stream.Stream;

/**
 * A setting that a person may change.
 *
 * @param option its option's name
 * @param choices what it can be; empty for a number or a text
 */
public record Setting(String option, List<String> choices) {
    private static final List<String> YES_NO = List.of("false", "true");

    /** What most people change. */
    public static final List<Setting> COMMON =
            List.of(number("lr"), number("epochs"), number("batch-size"), number("lora-r"), number("seed"));

    /** What one changes knowing why. */
    public static final List<Setting> EXPERT = List.of(
            number("lora-alpha"),
            number("lora-dropout"),
            number("target-modules"),
            number("warmup-epochs"),
            number("weight-decay"),
            number("patience"),
            new Setting("select", List.of("best", "last")),
            new Setting("stratified", YES_NO),
            number("split-seed"),
            number("fold"),
            number("train-share"),
            new Setting("truncation", List.of("body", "reference")),
            number("micro-batch"),
            new Setting("recompute", List.of("auto", "on", "off")),
            new Setting("precision", List.of("auto", "fp32", "bf16")),
            new Setting("weights", List.of("full", "int8", "nf4", "w8a8")),
            number("device"));

    /** All of them. */
    public static final List<Setting> ALL =
            Stream.of(COMMON, EXPERT).flatMap(List::stream).toList();

    /** What an option can be; empty if it is a number or a text, or none of these settings. */
    public static List<String> choices(String option) {
        return ALL.stream()
                .filter(setting -> setting.option().equals(option))
                .findFirst()
                .map(Setting::choices)
                .orElse(List.of());
    }

    private static Setting number(String option) {
        return new Setting(option, List.of());
    }
}
