package dev.bunrui.llm;

import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubDownload;
import dev.bunrui.hub.HubListing;
import dev.bunrui.hub.HubModel;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what makes a model. The configuration is among the first files that come: one that speaks of a network that
 * cannot be used ends the download before gigabytes follow.
 */
public final class ModelDownload {
    private final HubDownload download;
    private final HubCache cache;

    public ModelDownload(HubSettings settings) {
        this.download = new HubDownload(settings);
        this.cache = new HubCache(settings.cache());
    }

    /**
     * The files that make the model.
     *
     * @throws dev.bunrui.message.FailureException if the hub does not tell, or has none
     */
    public HubListing plan(HubModel wanted) {
        return download.plan(wanted, NeededFiles::of);
    }

    /** How many bytes of a plan are still to come. */
    public long missing(HubListing plan) {
        return download.missing(plan);
    }

    /** As {@link #run(HubListing, HubDownload.Progress, BooleanSupplier)}, with a plan made first. */
    public boolean run(HubModel wanted, HubDownload.Progress progress, BooleanSupplier stop) {
        return download.plan(wanted, NeededFiles::of, stop)
                .filter(plan -> run(plan, progress, stop))
                .isPresent();
    }

    /**
     * Fetches a plan's files.
     *
     * @return whether all is there now: false if it was asked to stop
     * @throws dev.bunrui.message.FailureException if the hub does not give a file, or the disk has no room
     * @throws RequestException if the network is none that can be used, or the cache cannot be written
     */
    public boolean run(HubListing plan, HubDownload.Progress progress, BooleanSupplier stop) {
        Configuration configuration =
                new Configuration(cache.folder(plan.model().id())
                        .resolve("snapshots")
                        .resolve(plan.commit())
                        .resolve("config.json"));
        boolean whole = download.run(plan, progress, () -> stop.getAsBoolean() || configuration.isRefused());
        RequestException why = configuration.refusal;
        if (why != null) {
            throw why;
        }
        return whole;
    }

    /** Reads a configuration once, when it has come. */
    private static final class Configuration {
        private final Path file;
        private boolean read;
        private @Nullable RequestException refusal;

        Configuration(Path file) {
            this.file = file;
        }

        synchronized boolean isRefused() {
            if (!read && Files.isRegularFile(file)) {
                read = true;
                try {
                    ModelConfig.read(file);
                } catch (RequestException unusable) {
                    refusal = unusable;
                }
            }
            return refusal != null;
        }
    }
}
