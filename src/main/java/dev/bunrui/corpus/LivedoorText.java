package dev.bunrui.corpus;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An article file in the livedoor layout: line 1 is the URL, line 2 the date, line 3 the title, the rest the body.
 *
 * @param category the folder that it lies in
 * @param name the file's name without its ending
 */
record LivedoorText(String category, String name, Decoded content) {
    private static final Set<String> NOT_ARTICLES = Set.of("LICENSE.txt", "README.txt", "CHANGES.txt");
    private static final String ENDING = ".txt";
    private static final int LINES_ABOVE_BODY = 3;

    /** Whether a file of this name, in a category's folder, is an article. */
    static boolean isArticle(String fileName) {
        return fileName.endsWith(ENDING) && !fileName.startsWith(".") && !NOT_ARTICLES.contains(fileName);
    }

    /** Some file systems take names apart (か and ゛); the label and the split must not depend on that. */
    static LivedoorText of(String category, String fileName, Decoded content) {
        String name = fileName.substring(0, fileName.length() - ENDING.length());
        return new LivedoorText(
                Normalizer.normalize(category, Normalizer.Form.NFC),
                Normalizer.normalize(name, Normalizer.Form.NFC),
                content);
    }

    /** Whether the first line is what the layout has there; an empty file lacks nothing that could be pointed at. */
    boolean beginsWithUrl() {
        String first = content.text().lines().findFirst().orElse("http");
        return first.strip().startsWith("http");
    }

    /**
     * The article.
     *
     * @param prefix put before the id
     * @param label null where the folder's name is none
     */
    RawArticle article(String prefix, @Nullable String label) {
        List<String> lines = content.text().lines().toList();
        String title = lines.size() < LINES_ABOVE_BODY ? "" : lines.get(LINES_ABOVE_BODY - 1);
        String body = String.join("\n", lines.subList(Math.min(LINES_ABOVE_BODY, lines.size()), lines.size()));
        return new RawArticle(prefix + category + "/" + name, title, body, label, Map.of());
    }
}
