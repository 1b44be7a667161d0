package dev.bunrui.app.wizard.draft;

import java.util.Locale;
import java.util.Map;

/** What makes a run take less memory. */
public enum Remedy {
    RECOMPUTE,
    BF16,
    SHORTER,
    ALL,
    FOUR_BITS;

    /** The name of its text. */
    public String key() {
        return "remedy." + name().toLowerCase(Locale.ROOT);
    }

    /** The options that it changes. */
    public Map<String, String> options() {
        return switch (this) {
            case RECOMPUTE -> Map.of("recompute", "on");
            case BF16 -> Map.of("precision", "bf16");
            case SHORTER -> Map.of(Draft.MAX_LENGTH, "256");
            case ALL -> Map.of("recompute", "on", "precision", "bf16", Draft.MAX_LENGTH, "256", "micro-batch", "1");
            case FOUR_BITS -> Map.of("recompute", "on", "precision", "bf16", "weights", "nf4");
        };
    }
}
