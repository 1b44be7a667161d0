package dev.bunrui.llm;

import com.fasterxml.jackson.databind.DeserializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The models that the program knows by name, in the order they are shown. */
public record Catalogue(List<CatalogueEntry> entries) {
    public Catalogue {
        entries = List.copyOf(entries);
    }

    /** The catalogue that comes with the program. */
    public static Catalogue load() {
        try (InputStream resource = Catalogue.class.getResourceAsStream("catalogue.json")) {
            if (resource == null) {
                throw new IllegalStateException("catalogue.json is not on the class path");
            }
            return new Catalogue(List.of(JsonFile.JSON
                    .readerFor(CatalogueEntry[].class)
                    .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .<CatalogueEntry[]>readValue(resource)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The model with this id. */
    public Optional<CatalogueEntry> find(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }
}
