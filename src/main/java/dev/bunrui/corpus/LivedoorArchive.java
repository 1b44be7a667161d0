package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a {@code .tar.gz} in the livedoor layout from its stream; nothing of it is written to the disk. */
final class LivedoorArchive {
    private final Path archive;
    private final String name;
    private final LivedoorFiles files = new LivedoorFiles();
    private @Nullable List<String> above;

    private LivedoorArchive(Path archive, String name) {
        this.archive = archive;
        this.name = name;
    }

    /**
     * Reads a whole archive.
     *
     * @throws RequestException if the archive is damaged or cut, leads out of itself, or holds no such articles
     */
    static LivedoorFiles read(Path archive, String name) {
        return new LivedoorArchive(archive, name).read();
    }

    private LivedoorFiles read() {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                InputStream unpacked = new GZIPInputStream(file, 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                List<String> path = path(entry.getName());
                if (entry.isFile() && isArticle(path)) {
                    add(path, tar.readAllBytes());
                }
            }
            // The check sum is at the very end; an archive that was cut must not pass because its articles were whole.
            unpacked.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            RequestException refusal =
                    new RequestException(LivedoorArchive.class, "archive.damaged", name, Refusals.reason(broken));
            refusal.initCause(broken);
            throw refusal;
        }
        if (files.isEmpty()) {
            throw new RequestException(LivedoorArchive.class, "archive.no-articles", name);
        }
        return files;
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
        return path.size() >= 2 && !hidden && LivedoorFiles.isArticle(path.get(path.size() - 1));
    }

    private void add(List<String> path, byte[] content) {
        List<String> folders = path.subList(0, path.size() - 2);
        if (above == null) {
            above = List.copyOf(folders);
        } else if (!above.equals(folders)) {
            // Categories at several depths, a train/test pair, say, would silently be thrown together.
            throw new RequestException(
                    LivedoorArchive.class, "archive.mixed", name, String.join("/", above), String.join("/", folders));
        }
        String file = path.get(path.size() - 1);
        files.add(path.get(path.size() - 2), file, Decoder.decode(content, name + "/" + String.join("/", path)));
    }
}
