package dev.bunrui.llm.shelf;

import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubModel;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelCheck;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.llm.ModelShelf;
import dev.bunrui.llm.shelf.BaseModel.StoredFile;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at the catalogue's models, at what else the hub's cache holds and at the user's folders. */
public final class ShelfReader {
    /** What is said of a folder in which something is still to come. */
    private static final Set<String> MISSING = Set.of("folder.none", "folder.config", "folder.weights", "folder.shard");

    private final Catalogue catalogue = Catalogue.load();
    private final HubSettings hub;
    private final HubCache cache;
    private final ModelLocator models;
    private final ModelShelf shelf;

    /** {@code assets} is the program's own folder; the hub is not asked. */
    public ShelfReader(Path assets, ModelShelf shelf, HubSettings hub) {
        this.hub = hub;
        this.cache = new HubCache(hub.cache());
        this.models = new ModelLocator(assets, cache);
        this.shelf = shelf;
    }

    /** All models; reads configurations and the headers of the weights. */
    public List<BaseModel> read() {
        List<BaseModel> all = new ArrayList<>();
        for (CatalogueEntry entry : catalogue.entries()) {
            all.add(
                    entry.embedded()
                            ? usable(entry.id(), Optional.of(entry), ModelState.EMBEDDED, Optional.empty(), 0)
                            : ofHub(new HubModel(entry.id(), entry.revision()), Optional.of(entry)));
        }
        for (String id : cache.models()) {
            if (catalogue.find(id).isEmpty()) {
                // What else is in the cache may be no model that can be used here, and then it is none of our affair.
                Optional.of(ofHub(new HubModel(id, HubModel.MAIN), Optional.empty()))
                        .filter(model -> model.state() == ModelState.PRESENT || isUnfinished(model))
                        .ifPresent(all::add);
            }
        }
        for (Path folder : shelf.folders()) {
            all.add(usable(folder.toString(), Optional.empty(), ModelState.FOLDER, Optional.of(folder), 0));
        }
        return all;
    }

    /** As {@link ModelLocator#locate}. */
    public ModelFolder locate(String id) {
        return models.locate(id);
    }

    private static boolean isUnfinished(BaseModel model) {
        return model.state() == ModelState.PARTLY && model.place().isEmpty();
    }

    private BaseModel ofHub(HubModel model, Optional<CatalogueEntry> entry) {
        long stored = cache.bytes(model.id());
        if (stored == 0) {
            boolean closed = entry.filter(CatalogueEntry::gated).isPresent()
                    && hub.token().isEmpty();
            return away(model.id(), entry, closed ? ModelState.GATED : ModelState.ABSENT, Optional.empty(), 0);
        }
        Optional<Path> place = cache.snapshot(model);
        return place.isEmpty()
                ? away(model.id(), entry, ModelState.PARTLY, place, stored)
                : usable(model.id(), entry, ModelState.PRESENT, place, stored);
    }

    private BaseModel away(
            String id, Optional<CatalogueEntry> entry, ModelState state, Optional<Path> place, long stored) {
        return new BaseModel(
                id,
                entry,
                state,
                Optional.empty(),
                place,
                entry.map(CatalogueEntry::parameters).orElse(0L),
                stored,
                all(id, entry),
                place.map(ShelfReader::files).orElse(List.of()),
                Optional.empty());
    }

    private BaseModel usable(
            String id, Optional<CatalogueEntry> entry, ModelState state, Optional<Path> place, long stored) {
        try {
            ModelFolder folder = models.locate(id);
            List<StoredFile> files = files(folder.path());
            return new BaseModel(
                    id,
                    entry,
                    state,
                    Optional.of(folder),
                    Optional.of(folder.path()),
                    ModelCheck.of(folder).parameters(),
                    stored > 0
                            ? stored
                            : files.stream().mapToLong(StoredFile::size).sum(),
                    all(id, entry),
                    files,
                    Optional.empty());
        } catch (RequestException why) {
            if (state == ModelState.PRESENT && MISSING.contains(why.key())) {
                return away(id, entry, ModelState.PARTLY, place, stored);
            }
            return new BaseModel(
                    id,
                    entry,
                    ModelState.UNUSABLE,
                    Optional.empty(),
                    place,
                    entry.map(CatalogueEntry::parameters).orElse(0L),
                    stored,
                    all(id, entry),
                    place.map(ShelfReader::files).orElse(List.of()),
                    Optional.of(why));
        }
    }

    private long all(String id, Optional<CatalogueEntry> entry) {
        return HubModel.parse(id)
                .flatMap(cache::fetched)
                .map(HubCache.Fetched::all)
                .orElseGet(() -> entry.map(CatalogueEntry::download).orElse(0L));
    }

    private static List<StoredFile> files(Path folder) {
        List<StoredFile> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                if (Files.isRegularFile(file)) {
                    found.add(new StoredFile(file.getFileName().toString(), Files.size(file)));
                }
            }
        } catch (IOException vanished) {
            return List.of();
        }
        return found;
    }
}
