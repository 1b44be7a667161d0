package dev.bunrui.hub;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Download;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Fetches what is missing of a repository into the cache. Files appear under their names whole and checked, small ones
 * first, and the branch is noted last: whoever looks in between finds nothing half.
 */
public final class HubDownload {
    /** A disk that is filled to the last byte helps nobody. */
    private static final long SPARE = 256L << 20;

    private final HubCache cache;
    private final HubApi api;
    private final Download download;

    /** Hears how it goes. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called now and then.
         *
         * @param file that is being fetched
         * @param done bytes of all files that are there
         * @param all bytes of all files
         */
        void at(HubFile file, long done, long all);
    }

    public HubDownload(HubSettings settings) {
        this(settings, new HubApi(settings), new Download(settings.proxies()));
    }

    HubDownload(HubSettings settings, HubApi api, Download download) {
        this.cache = new HubCache(settings.cache());
        this.api = api;
        this.download = download;
    }

    /**
     * What the repository holds that is wanted.
     *
     * @throws FailureException if the hub does not tell, or holds nothing that is wanted
     */
    public HubListing plan(HubModel model, Wanted wanted) {
        HubListing all = api.listing(model);
        List<HubFile> files = new ArrayList<>(wanted.of(all.files()));
        files.sort(Comparator.comparingLong(HubFile::size));
        if (files.isEmpty()) {
            throw HubApi.failure("hub.nothing", model);
        }
        return new HubListing(model, all.commit(), files);
    }

    /** Which files of a repository are wanted. */
    @FunctionalInterface
    public interface Wanted {
        List<HubFile> of(List<HubFile> all);
    }

    /** How many bytes of a plan are still to come. */
    public long missing(HubListing plan) {
        return plan.files().stream()
                .filter(Predicate.not(file -> cache.has(plan, file)))
                .mapToLong(file -> file.size() - there(plan, file))
                .sum();
    }

    private long there(HubListing plan, HubFile file) {
        return Files.exists(cache.blob(plan.model().id(), file)) ? file.size() : 0;
    }

    /**
     * Fetches a plan's files.
     *
     * @param stop asked now and then whether to stop; what came is kept for the next time
     * @return whether all is there now: false if it was asked to stop
     * @throws FailureException if the disk has no room, or the hub does not give a file, or gives another
     * @throws dev.bunrui.message.RequestException if the cache cannot be written
     */
    public boolean run(HubListing plan, Progress progress, BooleanSupplier stop) {
        checkRoom(plan);
        long all = plan.files().stream().mapToLong(HubFile::size).sum();
        long before = 0;
        for (HubFile file : plan.files()) {
            long begun = before;
            if (stop.getAsBoolean()) {
                return false; // what came last may have told that the rest is not wanted
            }
            if (!cache.has(plan, file)) {
                boolean whole = download.fetch(
                        api.remote(plan, file),
                        cache.blob(plan.model().id(), file),
                        cache.lock(plan.model().id(), file),
                        (status, code) -> api.refusal(plan.model(), status, code),
                        done -> progress.at(file, begun + done, all),
                        stop);
                if (!whole) {
                    return false;
                }
                cache.name(plan, file);
            }
            before += file.size();
            progress.at(file, before, all);
        }
        cache.refer(plan);
        return true;
    }

    private void checkRoom(HubListing plan) {
        Path folder = cache.folder(plan.model().id());
        try {
            Files.createDirectories(folder);
            long room = Files.getFileStore(folder).getUsableSpace();
            long needed = missing(plan);
            if (needed > 0 && needed + SPARE > room) {
                throw HubApi.failure(
                        "hub.room", folder, Figures.bytes(needed + SPARE), Figures.bytes(room), plan.model());
            }
        } catch (IOException unwritable) {
            throw AtomicFile.refusal(folder, unwritable);
        }
    }
}
