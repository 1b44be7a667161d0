package dev.bunrui.corpus;

import org.jspecify.annotations.Nullable;

/**
 * Names of the columns (or JSON fields) that hold title, body and label. In a question null means "find it yourself"
 * and an empty title "there is none, whatever the names say"; in an answer ({@link SourceFile}) null means "there is none".
 */
public record Columns(
        @Nullable String title,
        @Nullable String body,
        @Nullable String label) {
    /** Every column is found by its name. */
    public static final Columns GUESSED = new Columns(null, null, null);
}
