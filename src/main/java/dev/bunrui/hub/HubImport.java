package dev.bunrui.hub;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Turns;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Copies a repository's files from a folder, on a USB stick say, into the cache, where they are found by the
 * repository's id like those that came over the network. As the commit that they are of is not known, one is made up of
 * their hashes: the same files give the same.
 */
public final class HubImport {
    private final HubCache cache;

    public HubImport(HubCache cache) {
        this.cache = cache;
    }

    /**
     * Copies files, each read back and compared before it gets its name.
     *
     * @param names of the files in the folder
     * @param stop asked now and then whether to stop; files that were copied whole are kept
     * @return whether all is there now: false if it was asked to stop
     * @throws RequestException if a file cannot be read, or the cache not be written
     * @throws dev.bunrui.message.FailureException if the disk has no room, or does not give back what was written
     */
    public boolean run(
            Path folder,
            HubModel model,
            Collection<String> names,
            HubDownload.Progress progress,
            BooleanSupplier stop) {
        try {
            return Turns.take(cache.importLock(model.id()), () -> inTurn(folder, model, names, progress, stop), stop)
                    .orElse(false);
        } catch (IOException failure) {
            throw HubRoom.told(AtomicFile.refusal(cache.folder(model.id()), failure), cache.folder(model.id()), model);
        } catch (RequestException refused) {
            throw HubRoom.told(refused, cache.folder(model.id()), model);
        }
    }

    private boolean inTurn(
            Path folder, HubModel model, Collection<String> names, HubDownload.Progress progress, BooleanSupplier stop)
            throws IOException {
        List<HubCopy> copies = new ArrayList<>();
        for (String name : names.stream().sorted().toList()) {
            copies.add(new HubCopy(folder, name, cache.blobs(model.id())));
        }
        long all = copies.stream().mapToLong(HubCopy::size).sum();
        List<HubFile> files = new ArrayList<>();
        long done = 0;
        for (HubCopy copy : copies) {
            long before = done;
            Optional<HubFile> here = copy.known(stop);
            if (here.isEmpty()) {
                HubRoom.check(cache.folder(model.id()), all - before, model);
                here = copy.made((file, bytes, size) -> progress.at(file, before + bytes, all), stop);
            }
            if (here.isEmpty()) {
                return false;
            }
            files.add(here.get());
            done += copy.size();
            progress.at(here.get(), done, all);
        }
        HubListing listing = new HubListing(model, commit(files), files);
        cache.note(listing);
        files.forEach(file -> cache.name(listing, file));
        cache.refer(listing);
        return true;
    }

    private static String commit(List<HubFile> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            files.forEach(file ->
                    digest.update((file.path() + " " + file.hash().hex() + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }
}
