package dev.bunrui.llm;

import java.util.Locale;
import java.util.Map;

/**
 * A model that the program knows by name.
 *
 * @param id what {@code --model} takes
 * @param revision of the hub's repository, where it is one
 * @param family the architecture, as {@code model_type} names it
 * @param parameters how many numbers the backbone and its embedding have, without the language model's head
 * @param download bytes that its files take on the hub, roughly: a head that is not used is among them, and some models
 *     are stored in fp32; 0 for one that comes with the program
 * @param licence the licence's name; {@code licenceLink} is where its text is
 * @param gated the hub gives it only to those who accepted its terms
 * @param newlineToken what stands for a line break in a text for this model: {@code "\n"} or, for instance, {@code <NL>}
 * @param embedded the model comes with the program
 * @param notes what a person choosing should know, by language ({@code en}, {@code ja})
 */
public record CatalogueEntry(
        String id,
        String revision,
        String title,
        String family,
        long parameters,
        long download,
        String licence,
        String licenceLink,
        boolean gated,
        String newlineToken,
        boolean embedded,
        Map<String, String> notes) {
    public CatalogueEntry {
        notes = Map.copyOf(notes);
    }

    /**
     * Bytes of memory that training with the standard settings takes at least, roughly: the weights in bf16 and a
     * seventh more, and a gigabyte for the program, as a run of a 3.6-billion model showed.
     */
    public long memory() {
        return parameters * 2 / 7 * 8 + (1L << 30);
    }

    /** The note in a language, in English where there is none. */
    public String note(Locale locale) {
        return notes.getOrDefault(locale.getLanguage(), notes.getOrDefault("en", ""));
    }
}
