package dev.bunrui.llm.shelf;

import dev.bunrui.hub.HubModel;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model to start from.
 *
 * @param id what the option takes: the catalogue's name, the hub's id or a folder
 * @param entry what the catalogue says of it
 * @param folder its files, if it can be used
 * @param place where its files lie, all or some of them, usable or not
 * @param parameters how many numbers it has; 0 if that is not known
 * @param stored bytes that it takes on this machine, parts of files among them
 * @param all bytes that its files take together, by its download that was begun, else roughly by the catalogue; 0 if
 *     neither tells
 * @param files that are here under their names
 * @param refusal why it cannot be used although it is here
 */
public record BaseModel(
        String id,
        Optional<CatalogueEntry> entry,
        ModelState state,
        Optional<ModelFolder> folder,
        Optional<Path> place,
        long parameters,
        long stored,
        long all,
        List<StoredFile> files,
        Optional<RequestException> refusal) {
    public BaseModel {
        files = List.copyOf(files);
    }

    /**
     * A file that is here.
     *
     * @param size in bytes
     */
    public record StoredFile(String name, long size) {}

    /** Its name for people. */
    public String title() {
        return entry.map(CatalogueEntry::title)
                .orElseGet(() -> ofHub() ? id : String.valueOf(Path.of(id).getFileName()));
    }

    /** The architecture, as {@code model_type} names it; empty if it is not known. */
    public String family() {
        return folder.map(files -> files.config().family())
                .or(() -> entry.map(CatalogueEntry::family))
                .orElse("");
    }

    /** Whether it is kept in the hub's cache, or would be. */
    public boolean ofHub() {
        return entry.map(known -> !known.embedded()).orElse(!Path.of(id).isAbsolute());
    }

    /** What to ask the hub for. */
    public HubModel wanted() {
        return new HubModel(id, entry.map(CatalogueEntry::revision).orElse(HubModel.MAIN));
    }
}
