package dev.bunrui.llm;

import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubModel;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the folder of a model that was named by its id or by a path: one that comes with the program, one in the hub's
 * cache on this machine, or a folder. An id goes before a folder of the same name; {@code ./name} is the folder. Nothing
 * is fetched.
 */
public final class ModelLocator {
    private final Path assets;
    private final HubCache cache;
    private final Catalogue catalogue;

    /** {@code assets} is the program's own folder, with the embedded models under {@code models}. */
    public ModelLocator(Path assets) {
        this(assets, HubCache.ofProcess());
    }

    /** With a cache of one's own. */
    public ModelLocator(Path assets, HubCache cache) {
        this.assets = assets;
        this.cache = cache;
        this.catalogue = Catalogue.load();
    }

    /**
     * Opens a model.
     *
     * @throws RequestException if neither a model that is here nor a folder is meant, or what is meant is not whole
     */
    public ModelFolder locate(String idOrFolder) {
        Optional<CatalogueEntry> known = catalogue.find(idOrFolder);
        if (known.isPresent() && known.get().embedded()) {
            return ModelFolder.open(assets.resolve("models").resolve(known.get().id()));
        }
        Optional<HubModel> named = HubModel.parse(idOrFolder);
        Optional<Path> cached = named.flatMap(cache::snapshot);
        if (cached.isPresent()) {
            return ModelFolder.open(cached.get());
        }
        Optional<Path> folder = folder(idOrFolder).filter(Files::isDirectory);
        if (folder.isPresent()) {
            return ModelFolder.open(folder.get());
        }
        boolean likeAnId = named.filter(model -> model.id().contains("/")).isPresent()
                && !idOrFolder.startsWith(".")
                && idOrFolder.indexOf('/') == idOrFolder.lastIndexOf('/');
        if (known.isPresent() || likeAnId) {
            throw new RequestException(ModelLocator.class, "model.absent", idOrFolder);
        }
        throw unknown(idOrFolder);
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
