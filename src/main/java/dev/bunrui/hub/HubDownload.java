package dev.bunrui.hub;

import dev.bunrui.file.Download;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Fetches what is missing of a repository into the cache. Files appear under their names whole and checked, small ones
 * first, and the branch is noted last: whoever looks in between finds nothing half.
 */
public final class HubDownload {
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
        return plan(model, wanted, () -> false).orElseThrow();
    }

    /** As {@link #plan(HubModel, Wanted)}; empty if it was asked to stop while the hub was busy. */
    public Optional<HubListing> plan(HubModel model, Wanted wanted, BooleanSupplier stop) {
        return api.listing(model, stop).map(all -> plan(all, wanted));
    }

    private static HubListing plan(HubListing all, Wanted wanted) {
        HubModel model = all.model();
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
                .mapToLong(file -> file.size() - cache.there(plan, file))
                .sum();
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
        Path folder = cache.folder(plan.model().id());
        HubRoom.check(folder, missing(plan), plan.model());
        try {
            cache.note(plan);
            return fetch(plan, progress, stop);
        } catch (RequestException refused) {
            throw HubRoom.told(refused, folder, plan.model());
        }
    }

    private boolean fetch(HubListing plan, Progress progress, BooleanSupplier stop) {
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
                        (remote, status, headers) -> api.refusal(plan.model(), status, headers),
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
}
