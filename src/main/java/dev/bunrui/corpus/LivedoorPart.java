package dev.bunrui.corpus;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers articles in the livedoor layout to learn from. */
final class LivedoorPart {
    private record Place(String category, String file) {}

    private LivedoorPart() {}

    /**
     * Reads everything, in the order of category and file name: neither folders nor archives have an order of their own
     * that other machines would share. The folders' names are the labels.
     *
     * @param name what is read, to be shown
     * @param prefix put before every id
     */
    static ReadPart read(LivedoorReading reading, String name, String prefix) {
        Map<Place, LivedoorText> texts = new TreeMap<>(Comparator.comparing(Place::category, CodePointOrder.INSTANCE)
                .thenComparing(Place::file, CodePointOrder.INSTANCE));
        for (LivedoorText text = reading.next(); text != null; text = reading.next()) {
            texts.put(new Place(text.category(), text.name()), text);
        }
        ArticleCollector collector = new ArticleCollector();
        Set<String> encodings = new TreeSet<>();
        for (LivedoorText text : texts.values()) {
            encodings.add(text.content().encoding());
            RawArticle article = text.article(prefix, text.category());
            if (!text.beginsWithUrl()) {
                collector.note(Finding.of(Finding.Kind.NO_URL, article.id()));
            }
            collector.add(article);
        }
        SourceFile source = new SourceFile(
                name,
                String.join(", ", encodings),
                Columns.GUESSED,
                collector.articles().size());
        return new ReadPart(collector.articles(), true, source, collector.findings());
    }
}
