package dev.bunrui.corpus;

import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .tar.gz} in the livedoor layout, read from its stream; nothing of it is written to the disk. A reading is
 * refused where the archive is damaged or cut, leads out of itself, or holds no such articles.
 */
final class LivedoorArchive implements LivedoorReading {
    /** The longest article file, in bytes: a book has less, and what unpacks to more is not meant to be read. */
    static final int LARGEST = 1 << 24;

    private final String name;
    private final InputStream unpacked;
    private final TarArchiveInputStream tar;
    private @Nullable List<String> above;

    private LivedoorArchive(String name, InputStream unpacked) {
        this.name = name;
        this.unpacked = unpacked;
        this.tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name());
    }

    /** Begins a reading; {@code name} is how the archive is called in refusals. */
    static LivedoorReading open(Path archive, String name) {
        try {
            InputStream file = Files.newInputStream(archive);
            try {
                return new LivedoorArchive(name, new GZIPInputStream(new BufferedInputStream(file), 1 << 16));
            } catch (IOException notGzip) {
                file.close();
                throw notGzip;
            }
        } catch (FileSystemException refused) {
            throw Refusals.unreadable(archive, refused);
        } catch (IOException damaged) {
            throw damaged(name, damaged);
        }
    }

    @Override
    public @Nullable LivedoorText next() {
        try {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                List<String> path = path(entry.getName());
                if (entry.isFile() && isArticle(path)) {
                    return read(entry, path);
                }
            }
            // The check sum is at the very end; an archive that was cut must not pass because its articles were whole.
            unpacked.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw damaged(name, broken);
        }
        if (above == null) {
            throw new RequestException(LivedoorArchive.class, "archive.no-articles", name);
        }
        return null;
    }

    private static RequestException damaged(String name, IOException failure) {
        RequestException refusal =
                new RequestException(LivedoorArchive.class, "archive.damaged", name, new SystemReason(failure));
        refusal.initCause(failure);
        return refusal;
    }

    /** The entry's path in parts, without {@code .}. */
    private List<String> path(String entry) {
        List<String> parts = Arrays.stream(entry.split("[/\\\\]", -1)).toList();
        if (parts.contains("..") || entry.matches("(?s)(?:[/\\\\]|[A-Za-z]:).*")) {
            throw new RequestException(LivedoorArchive.class, "archive.escapes", name, entry);
        }
        return parts.stream()
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    private static boolean isArticle(List<String> path) {
        boolean hidden = path.stream().anyMatch(part -> part.startsWith(".") || part.equals("__MACOSX"));
        return path.size() >= 2 && !hidden && LivedoorText.isArticle(path.get(path.size() - 1));
    }

    private LivedoorText read(TarArchiveEntry entry, List<String> path) throws IOException {
        List<String> folders = path.subList(0, path.size() - 2);
        if (above == null) {
            above = List.copyOf(folders);
        } else if (!above.equals(folders)) {
            // Categories at several depths, a train/test pair, say, would silently be thrown together.
            throw new RequestException(
                    LivedoorArchive.class, "archive.mixed", name, String.join("/", above), String.join("/", folders));
        }
        if (entry.getSize() > LARGEST) {
            throw new RequestException(LivedoorArchive.class, "archive.large", name, entry.getName(), LARGEST >> 20);
        }
        Decoded content = Decoder.decode(tar.readAllBytes(), name + "/" + String.join("/", path));
        return LivedoorText.of(path.get(path.size() - 2), path.get(path.size() - 1), content);
    }

    @Override
    public void close() {
        try {
            tar.close();
        } catch (IOException failure) {
            throw damaged(name, failure);
        }
    }
}
