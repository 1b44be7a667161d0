package dev.bunrui.hub;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Takes repositories out of the cache. What names contents goes before them: nobody finds half a model on the way. */
final class HubRemoval {
    private final HubCache cache;

    HubRemoval(HubCache cache) {
        this.cache = cache;
    }

    /** Deletes a repository; returns the bytes that are free then. */
    long all(String id) {
        long bytes = cache.bytes(id);
        Path folder = cache.folder(id);
        try {
            delete(folder.resolve("refs"));
            delete(folder.resolve("snapshots"));
            delete(folder);
        } catch (IOException failure) {
            throw AtomicFile.refusal(folder, failure);
        }
        return bytes;
    }

    /** Deletes a revision and what is its alone; returns the bytes that are free then. */
    long revision(HubModel model) {
        Optional<Path> snapshot = cache.snapshot(model);
        if (snapshot.isEmpty()) {
            return 0;
        }
        Path folder = cache.folder(model.id());
        String commit = snapshot.get().getFileName().toString();
        long before = cache.bytes(model.id());
        try {
            if (list(folder.resolve("snapshots")).equals(List.of(snapshot.get()))) {
                return all(model.id());
            }
            for (Path ref : files(folder.resolve("refs"))) {
                if (Files.readString(ref).strip().equals(commit)) {
                    Files.delete(ref);
                }
            }
            Set<Path> its = contents(snapshot.get());
            delete(snapshot.get());
            Files.deleteIfExists(cache.notes(model.id()).file(commit));
            its.removeAll(contents(folder.resolve("snapshots")));
            for (Path blob : its) {
                Files.deleteIfExists(blob);
            }
        } catch (IOException failure) {
            throw AtomicFile.refusal(folder, failure);
        }
        return before - cache.bytes(model.id());
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            FileTree.delete(folder);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** The contents among the blobs that the links in a folder lead to. */
    private static Set<Path> contents(Path folder) throws IOException {
        Set<Path> blobs = new HashSet<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path link : (Iterable<Path>) all.filter(Files::isSymbolicLink)::iterator) {
                Path blob = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
                if (blob.getParent() != null && blob.getParent().endsWith("blobs")) {
                    blobs.add(blob);
                }
            }
        }
        return blobs;
    }
}
