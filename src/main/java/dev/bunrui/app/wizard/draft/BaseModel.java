package dev.bunrui.app.wizard.draft;

import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelCheck;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.llm.ModelShelf;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model to start from.
 *
 * @param id what the option takes: the catalogue's name or a folder
 * @param entry what the catalogue says of it
 * @param folder its files, if they are here and sound
 * @param parameters how many numbers it has
 * @param bytes of its weights on disk; 0 if they are not here
 * @param refusal why it cannot be used, if it cannot
 */
public record BaseModel(
        String id,
        Optional<CatalogueEntry> entry,
        Optional<ModelFolder> folder,
        long parameters,
        long bytes,
        Optional<RequestException> refusal) {
    /** The catalogue's models and the user's folders; looks into each. */
    static List<BaseModel> all(ModelLocator models, ModelShelf shelf) {
        List<BaseModel> all = new ArrayList<>();
        for (CatalogueEntry entry : Catalogue.load().entries()) {
            all.add(look(models, entry.id(), Optional.of(entry)));
        }
        for (Path folder : shelf.folders()) {
            all.add(look(models, folder.toString(), Optional.empty()));
        }
        return all;
    }

    private static BaseModel look(ModelLocator models, String id, Optional<CatalogueEntry> entry) {
        try {
            ModelFolder folder = models.locate(id);
            return new BaseModel(
                    id,
                    entry,
                    Optional.of(folder),
                    ModelCheck.of(folder).parameters(),
                    folder.weightBytes(),
                    Optional.empty());
        } catch (RequestException unusable) {
            long parameters = entry.map(CatalogueEntry::parameters).orElse(0L);
            return new BaseModel(id, entry, Optional.empty(), parameters, 0, Optional.of(unusable));
        }
    }

    /** Its name for people. */
    public String title() {
        return entry.map(CatalogueEntry::title)
                .orElseGet(() -> String.valueOf(Path.of(id).getFileName()));
    }

    /** The architecture; empty if it is not known. */
    public String family() {
        return folder.map(files -> files.config().family())
                .or(() -> entry.map(CatalogueEntry::family))
                .orElse("");
    }
}
