package dev.bunrui.hub;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Reads a model's files in the cache again and compares them with their hashes: where a file is a link, what it leads to is
 * named by it; where there are no links, as on many a Windows, it was noted when the file was fetched. What was put there by
 * another program without links is known by no hash.
 */
public final class HubCheck {
    private final Path snapshot;
    private final List<HubFile> files = new ArrayList<>();

    private HubCheck(Path snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * Looks up the hashes of a snapshot's files.
     *
     * @throws dev.bunrui.message.RequestException if the folder cannot be read
     */
    public static HubCheck of(Path snapshot) {
        HubCheck check = new HubCheck(snapshot);
        try (Stream<Path> all = Files.walk(snapshot)) {
            Map<String, HubFile> noted = noted(snapshot);
            for (Path file : (Iterable<Path>) all.sorted()::iterator) {
                String path = snapshot.relativize(file).toString().replace('\\', '/');
                if (Files.isSymbolicLink(file)) {
                    Path blob =
                            file.resolveSibling(Files.readSymbolicLink(file)).normalize();
                    String hash = blob.getFileName().toString();
                    if (hash.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
                        long size = Files.exists(blob) ? Files.size(blob) : 0;
                        check.files.add(new HubFile(path, size, ContentHash.ofLength(hash)));
                    }
                } else if (noted.containsKey(path)) {
                    check.files.add(noted.get(path));
                }
            }
        } catch (IOException unreadable) {
            throw AtomicFile.refusal(snapshot, unreadable);
        }
        return check;
    }

    private static Map<String, HubFile> noted(Path snapshot) {
        Map<String, HubFile> files = new HashMap<>();
        Path repository = snapshot.toAbsolutePath().resolve("../..").normalize();
        new HubNotes(repository, "")
                .of(snapshot.getFileName().toString())
                .ifPresent(listing -> listing.files().forEach(file -> files.put(file.path(), file)));
        return files;
    }

    /**
     * The files whose content does not hash to what it should, or is not there.
     *
     * @param progress hears after each file
     * @param stop asked now and then whether to stop; what was not looked at yet is not told
     */
    public List<Path> damaged(HubDownload.Progress progress, BooleanSupplier stop) {
        List<Path> damaged = new ArrayList<>();
        long all = files.stream().mapToLong(HubFile::size).sum();
        long done = 0;
        for (HubFile file : files) {
            Path path = snapshot.resolve(file.path());
            progress.at(file, done, all);
            try {
                String found = Files.exists(path) ? file.hash().of(path, stop) : "absent";
                if (!found.isEmpty() && !found.equals(file.hash().hex())) {
                    damaged.add(path);
                }
            } catch (IOException unreadable) {
                throw AtomicFile.refusal(path, unreadable);
            }
            done += file.size();
            progress.at(file, done, all);
        }
        return damaged;
    }
}
