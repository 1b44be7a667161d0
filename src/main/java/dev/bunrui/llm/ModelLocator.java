package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the folder of a model that was named by its id in the catalogue or by a path. An id goes before a folder of the
 * same name; {@code ./name} is the folder.
 */
public final class ModelLocator {
    private final Path assets;
    private final Catalogue catalogue;

    /** {@code assets} is the program's own folder, with the embedded models under {@code models}. */
    public ModelLocator(Path assets) {
        this.assets = assets;
        this.catalogue = Catalogue.load();
    }

    /**
     * Opens a model.
     *
     * @throws RequestException if neither a model of the catalogue nor a folder is meant, or the folder holds no model
     */
    public ModelFolder locate(String idOrFolder) {
        Optional<CatalogueEntry> known = catalogue.find(idOrFolder).filter(CatalogueEntry::embedded);
        if (known.isPresent()) {
            return ModelFolder.open(assets.resolve("models").resolve(known.get().id()));
        }
        return ModelFolder.open(folder(idOrFolder).filter(Files::isDirectory).orElseThrow(() -> unknown(idOrFolder)));
    }

    private static Optional<Path> folder(String name) {
        try {
            return name.isBlank() ? Optional.empty() : Optional.of(Path.of(name));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private RequestException unknown(String name) {
        String ids = catalogue.entries().stream().map(CatalogueEntry::id).collect(Collectors.joining(", "));
        return new RequestException(ModelLocator.class, "model.unknown", name, ids);
    }
}
