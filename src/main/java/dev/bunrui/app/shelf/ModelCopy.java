package dev.bunrui.app.shelf;

import dev.bunrui.app.text.Texts;
import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubDownload;
import dev.bunrui.hub.HubImport;
import dev.bunrui.hub.HubModel;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelCheck;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.NeededFiles;
import dev.bunrui.llm.text.TokenizerCheck;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Copies a model from a folder, on a USB stick say, to where the hub's models are kept. */
final class ModelCopy {
    /** The catalogue's counts come from published shapes; another vocabulary is still the same model. */
    private static final double ALIKE = 0.05;

    private final HubSettings settings;

    ModelCopy(HubSettings settings) {
        this.settings = settings;
    }

    /**
     * Copies it, after a look whether the folder holds a whole model, and the one that is meant.
     *
     * @return whether all is there now: false if it was asked to stop
     * @throws RequestException if it does not, or cannot be copied
     */
    boolean run(Path folder, HubModel model, HubDownload.Progress progress, BooleanSupplier stop) {
        ModelFolder whole = ModelFolder.open(folder);
        long parameters = ModelCheck.of(whole).parameters();
        TokenizerCheck.of(whole);
        Optional<CatalogueEntry> known = Catalogue.load().find(model.id());
        if (known.isPresent() && !alike(known.get(), whole, parameters)) {
            throw new RequestException(
                    Texts.class,
                    "shelf.other-model",
                    folder,
                    Families.name(whole.config().family()),
                    Figures.parameters(parameters),
                    known.get().title());
        }
        return new HubImport(new HubCache(settings.cache()))
                .run(folder, model, NeededFiles.named(names(folder)), progress, stop);
    }

    private static boolean alike(CatalogueEntry known, ModelFolder found, long parameters) {
        return known.family().equals(found.config().family())
                && Math.abs(parameters - known.parameters()) <= ALIKE * known.parameters();
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException vanished) {
            throw new RequestException(ModelFolder.class, "folder.none", folder);
        }
    }
}
