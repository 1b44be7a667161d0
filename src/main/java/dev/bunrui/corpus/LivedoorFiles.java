package dev.bunrui.corpus;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Article files in the livedoor layout, gathered from a folder or an archive: line 1 is the URL, line 2 the date, line 3
 * the title, the rest the body.
 */
final class LivedoorFiles {
    private static final Set<String> NOT_ARTICLES = Set.of("LICENSE.txt", "README.txt", "CHANGES.txt");
    private static final String ENDING = ".txt";
    private static final int LINES_ABOVE_BODY = 3;

    private record Place(String category, String file) {}

    // Sorted, since neither folders nor archives have an order of their own that other machines would share.
    private final Map<Place, Decoded> files =
            new TreeMap<>(Comparator.comparing(Place::category, CodePointOrder.INSTANCE)
                    .thenComparing(Place::file, CodePointOrder.INSTANCE));

    /** Whether a file of this name, in a category's folder, is an article. */
    static boolean isArticle(String fileName) {
        return fileName.endsWith(ENDING) && !fileName.startsWith(".") && !NOT_ARTICLES.contains(fileName);
    }

    void add(String category, String fileName, Decoded content) {
        String file = fileName.substring(0, fileName.length() - ENDING.length());
        files.put(new Place(composed(category), composed(file)), content);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * The articles in the order of category and file name.
     *
     * @param name what was read, to be shown
     * @param prefix put before every id
     * @param asLabels whether the folders' names are the labels
     */
    ReadPart read(String name, String prefix, boolean asLabels, boolean labelled) {
        ArticleCollector collector = new ArticleCollector(labelled);
        Set<String> encodings = new TreeSet<>();
        files.forEach((place, content) -> {
            encodings.add(content.encoding());
            String id = prefix + place.category() + "/" + place.file();
            read(id, content.text(), asLabels ? place.category() : null, collector);
        });
        SourceFile source = new SourceFile(
                name,
                String.join(", ", encodings),
                Columns.GUESSED,
                collector.articles().size());
        return new ReadPart(collector.articles(), true, source, collector.findings());
    }

    private static void read(String id, String text, @Nullable String label, ArticleCollector collector) {
        List<String> lines = text.lines().toList();
        if (!lines.isEmpty() && !lines.get(0).strip().startsWith("http")) {
            collector.note(Finding.of(Finding.Kind.NO_URL, id));
        }
        String title = lines.size() < LINES_ABOVE_BODY ? "" : lines.get(LINES_ABOVE_BODY - 1);
        String body = String.join("\n", lines.subList(Math.min(LINES_ABOVE_BODY, lines.size()), lines.size()));
        collector.add(id, title, body, label, Map.of());
    }

    /** Some file systems take names apart (か and ゛); the label and the split must not depend on that. */
    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
