package dev.bunrui.hub;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.ContentHash;
import dev.bunrui.file.SystemReason;
import dev.bunrui.file.Turns;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Copies a repository's files from a folder, on a USB stick say, into the cache, where they are found by the
 * repository's id like those that came over the network. As the commit that they are of is not known, one is made up of
 * their hashes: the same files give the same.
 */
public final class HubImport {
    /** The hub keeps what is larger outside of git, and knows it by another hash. */
    private static final long LARGE = 10 << 20;

    private static final int PIECE = 1 << 20;

    private final HubCache cache;

    public HubImport(HubCache cache) {
        this.cache = cache;
    }

    /**
     * Copies files.
     *
     * @param names of the files in the folder
     * @param stop asked now and then whether to stop; files that were copied whole are kept
     * @return whether all is there now: false if it was asked to stop
     * @throws RequestException if a file cannot be read, or the cache not be written
     */
    public boolean run(
            Path folder,
            HubModel model,
            Collection<String> names,
            HubDownload.Progress progress,
            BooleanSupplier stop) {
        List<HubFile> files = new ArrayList<>();
        for (String name : names.stream().sorted().toList()) {
            Path file = folder.resolve(name);
            try {
                long size = Files.size(file);
                ContentHash.Kind kind = size > LARGE ? ContentHash.Kind.SHA256 : ContentHash.Kind.GIT;
                String hex = new ContentHash(kind, "").of(file, stop);
                if (hex.isEmpty()) {
                    return false;
                }
                files.add(new HubFile(name, size, new ContentHash(kind, hex)));
            } catch (IOException failure) {
                throw unreadable(file, failure);
            }
        }
        HubListing listing = new HubListing(model, commit(files), files);
        long all = files.stream().mapToLong(HubFile::size).sum();
        long done = 0;
        for (HubFile file : files) {
            progress.at(file, done, all);
            if (!cache.has(listing, file)) {
                if (!copy(folder.resolve(file.path()), model, file, stop)) {
                    return false;
                }
                cache.name(listing, file);
            }
            done += file.size();
            progress.at(file, done, all);
        }
        cache.refer(listing);
        return true;
    }

    private boolean copy(Path from, HubModel model, HubFile file, BooleanSupplier stop) {
        Path blob = cache.blob(model.id(), file);
        try {
            return Turns.take(
                    cache.lock(model.id(), file), () -> Files.exists(blob) || copyInTurn(from, blob, file, stop));
        } catch (IOException failure) {
            throw AtomicFile.refusal(blob, failure);
        }
    }

    private static boolean copyInTurn(Path from, Path blob, HubFile file, BooleanSupplier stop) throws IOException {
        Files.createDirectories(blob.getParent());
        Path part = blob.resolveSibling(blob.getFileName() + ".copy");
        try {
            try (InputStream in = open(from);
                    OutputStream out = Files.newOutputStream(part)) {
                byte[] piece = new byte[PIECE];
                for (int got = read(in, piece, from); got >= 0; got = read(in, piece, from)) {
                    if (stop.getAsBoolean()) {
                        return false;
                    }
                    out.write(piece, 0, got);
                }
            }
            String copied = file.hash().of(part, stop);
            if (copied.isEmpty()) {
                return false;
            }
            if (!copied.equals(file.hash().hex())) {
                throw new RequestException(HubImport.class, "hub.changing", from);
            }
            Files.move(part, blob, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static InputStream open(Path from) {
        try {
            return Files.newInputStream(from);
        } catch (IOException failure) {
            throw unreadable(from, failure);
        }
    }

    private static int read(InputStream in, byte[] piece, Path from) {
        try {
            return in.read(piece);
        } catch (IOException failure) {
            throw unreadable(from, failure);
        }
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

    private static RequestException unreadable(Path file, IOException failure) {
        return new RequestException(HubImport.class, "hub.unreadable", file, new SystemReason(failure));
    }
}
