package dev.bunrui.llm.text;

import java.util.Locale;

/** What gives way when a text has more tokens than the model is to see. */
public enum Truncation {
    /** The body is shortened; the template around it stays whole. */
    BODY,
    /**
     * The end of the whole text is cut off, whatever it is, as Transformers' {@code truncation=True} does: tokens that
     * the tokenizer adds by itself stay.
     */
    REFERENCE;

    /** The name that people type. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The choice with a name as {@link #option} gives it.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Truncation of(String option) {
        return valueOf(option.toUpperCase(Locale.ROOT));
    }
}
