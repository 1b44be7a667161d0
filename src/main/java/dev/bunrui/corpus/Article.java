package dev.bunrui.corpus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One text to learn from or to classify. However it is made, its title and body are clean ({@link Cleaning}), so that
 * two articles with the same text have equal bodies.
 *
 * @param id where it comes from: {@code category/file-name} (without {@code .txt}) in the livedoor layout,
 *     {@code file.csv:LINE} in tables, where LINE is the line that the row begins on; in a given split the name of the
 *     part comes first where it is a folder or an archive ({@code train/sports-watch/sports-watch-1})
 * @param title empty if the data has none
 * @param label the class; null where none is known
 * @param fields the row's own other fields (neither title, body nor label) in their order, for echoing; JSON values keep
 *     their kind (numbers as BigInteger or BigDecimal, so that none loses a digit)
 */
public record Article(
        String id, String title, String body, @Nullable String label, Map<String, @Nullable Object> fields) {
    public Article {
        title = Cleaning.title(title);
        body = Cleaning.body(body);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
