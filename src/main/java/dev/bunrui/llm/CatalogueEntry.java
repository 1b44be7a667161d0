package dev.bunrui.llm;

import java.util.Locale;
import java.util.Map;

/**
 * A model that the program knows by name.
 *
 * @param id what {@code --model} takes
 * @param family the architecture, as {@code model_type} names it
 * @param parameters how many numbers the backbone and its embedding have
 * @param licence the licence's name; {@code licenceLink} is where its text is
 * @param newlineToken what stands for a line break in a text for this model: {@code "\n"} or, for instance, {@code <NL>}
 * @param embedded the model comes with the program
 * @param notes what a person choosing should know, by language ({@code en}, {@code ja})
 */
public record CatalogueEntry(
        String id,
        String title,
        String family,
        long parameters,
        String licence,
        String licenceLink,
        String newlineToken,
        boolean embedded,
        Map<String, String> notes) {
    public CatalogueEntry {
        notes = Map.copyOf(notes);
    }

    /** The note in a language, in English where there is none. */
    public String note(Locale locale) {
        return notes.getOrDefault(locale.getLanguage(), notes.getOrDefault("en", ""));
    }
}
