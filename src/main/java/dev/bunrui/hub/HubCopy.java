package dev.bunrui.hub;

import dev.bunrui.file.ContentHash;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One file on its way into the cache, hashed while it is read: a stick is slow, and a second reading costs as much. */
final class HubCopy {
    /** The hub keeps what is larger outside of git, and weights and vocabularies always; it hashes both kinds its own way. */
    private static final long LARGE = 10 << 20;

    private static final String OUTSIDE = ".*\\.(safetensors|bin|model)";
    private static final int PIECE = 1 << 20;

    private final Path source;
    private final Path blobs;
    private final HubFile file;

    /**
     * Looks at a file.
     *
     * @param blobs where the repository's contents are
     * @throws RequestException if there is none that can be read
     */
    HubCopy(Path folder, String name, Path blobs) {
        this.source = folder.resolve(name);
        this.blobs = blobs;
        try {
            long size = Files.size(source);
            boolean outside = size > LARGE || name.matches(OUTSIDE);
            this.file = new HubFile(
                    name, size, new ContentHash(outside ? ContentHash.Kind.SHA256 : ContentHash.Kind.GIT, ""));
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    long size() {
        return file.size();
    }

    /** The file, if its content is in the cache already; it is read for that only where the size says so. */
    Optional<HubFile> known(BooleanSupplier stop) throws IOException {
        Files.createDirectories(blobs);
        try (Stream<Path> there = Files.list(blobs)) {
            if (there.noneMatch(blob -> blob.toFile().length() == size())) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(file.hash().of(source, stop))
                    .filter(hex -> !hex.isEmpty() && Files.exists(blobs.resolve(hex)))
                    .map(this::hashed);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    /** Copies the file, reads the copy back, and gives it its name among the contents; empty if it was asked to stop. */
    Optional<HubFile> made(HubDownload.Progress progress, BooleanSupplier stop) throws IOException {
        Path part = blobs.resolve("import.copy");
        try {
            Optional<HubFile> written = written(part, progress, stop);
            if (written.isEmpty()) {
                return written;
            }
            ContentHash hash = written.get().hash();
            String found = hash.of(part, stop);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (!found.equals(hash.hex())) {
                throw HubApi.failure("hub.copy", source, blobs);
            }
            Files.move(part, blobs.resolve(found), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Optional<HubFile> written(Path part, HubDownload.Progress progress, BooleanSupplier stop)
            throws IOException {
        MessageDigest digest = file.hash().kind().digest(size());
        try (InputStream in = open();
                FileChannel out = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            byte[] piece = new byte[PIECE];
            long done = 0;
            for (int got = read(in, piece); got >= 0; got = read(in, piece)) {
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
                digest.update(piece, 0, got);
                for (ByteBuffer bytes = ByteBuffer.wrap(piece, 0, got); bytes.hasRemaining(); ) {
                    out.write(bytes);
                }
                done += got;
                progress.at(file, Math.min(done, size()), size());
            }
            out.force(true);
        }
        return Optional.of(hashed(HexFormat.of().formatHex(digest.digest())));
    }

    private HubFile hashed(String hex) {
        return new HubFile(file.path(), size(), new ContentHash(file.hash().kind(), hex));
    }

    private InputStream open() {
        try {
            return Files.newInputStream(source);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private int read(InputStream in, byte[] piece) {
        try {
            return in.read(piece);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private RequestException unreadable(IOException failure) {
        return new RequestException(HubCopy.class, "hub.unreadable", source, new SystemReason(failure));
    }
}
