package dev.bunrui.corpus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text as the data has it, before cleaning.
 *
 * @param title null if the data has no titles
 * @param label null where none is known
 */
record RawArticle(
        String id,
        @Nullable String title,
        String body,
        @Nullable String label,
        Map<String, @Nullable Object> fields) {
    Article clean() {
        return new Article(id, title == null ? "" : title, body, label == null ? null : Cleaning.label(label), fields);
    }
}
