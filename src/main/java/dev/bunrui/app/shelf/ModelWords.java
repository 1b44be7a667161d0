package dev.bunrui.app.shelf;

import dev.bunrui.app.text.Texts;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.shelf.BaseModel;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of models in lists, and what they are searched by. */
public final class ModelWords {
    private final Texts texts;
    private final ModelFetch fetch;

    public ModelWords(Texts texts, ModelFetch fetch) {
        this.texts = texts;
        this.fetch = fetch;
    }

    /** Its state, or that it is on its way. */
    public String state(BaseModel model) {
        if (fetch.model().get().equals(model.id())) {
            return texts.now("shelf.state.fetching");
        }
        return texts.now(
                fetch.waiting().contains(model.id())
                        ? "shelf.state.waiting"
                        : "shelf.state." + model.state().name().toLowerCase(Locale.ROOT));
    }

    /** Its architecture and its licence. */
    public String kind(BaseModel model) {
        return Stream.of(
                        Families.name(model.family()),
                        model.entry().map(CatalogueEntry::licence).orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** Whether a model has all the words that are searched for. */
    public boolean matches(BaseModel model, String query) {
        String searched = String.join("\n", model.id(), model.title(), model.family(), kind(model), state(model))
                .toLowerCase(Locale.ROOT);
        return List.of(query.strip().toLowerCase(Locale.ROOT).split("[\\s　]+")).stream()
                .allMatch(searched::contains);
    }
}
