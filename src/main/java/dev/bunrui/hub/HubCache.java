package dev.bunrui.hub;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.ContentHash;
import dev.bunrui.file.FileTree;
import dev.bunrui.file.Turns;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The hub's cache on this machine, as {@code huggingface_hub} lays it out and Transformers reads it: for each repository
 * {@code blobs/} with the files' contents by their hashes, {@code snapshots/<commit>/} with links to them by their names,
 * and {@code refs/} with the commits that branches stood for. Where the system allows no links, the contents lie in the
 * snapshot itself, as there.
 *
 * @see <a href="https://huggingface.co/docs/huggingface_hub/guides/manage-cache">the layout</a>
 */
public final class HubCache {
    private static final String PREFIX = "models--";

    private final Path root;

    public HubCache(Path root) {
        this.root = root;
    }

    /** The cache of this process's user. */
    public static HubCache ofProcess() {
        return new HubCache(HubSettings.cache(System.getenv(), Path.of(System.getProperty("user.home", ""))));
    }

    /** Where all repositories are kept. */
    public Path root() {
        return root;
    }

    /** The repository's folder, whether it is there or not. */
    public Path folder(String id) {
        return root.resolve(PREFIX + id.replace("/", "--"));
    }

    /** The files of a repository at a revision, if there are any; which of them only the folder tells. */
    public Optional<Path> snapshot(HubModel model) {
        Path folder = folder(model.id());
        Path ref = folder.resolve("refs").resolve(model.revision());
        String commit = model.revision();
        try {
            if (Files.isRegularFile(ref)) {
                commit = Files.readString(ref).strip();
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        if (!commit.matches("[\\w][\\w.-]*")) {
            return Optional.empty();
        }
        return Optional.of(folder.resolve("snapshots").resolve(commit)).filter(Files::isDirectory);
    }

    /** The ids of all models of which there is anything, sorted. */
    public List<String> models() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX))
                    .map(name -> name.substring(PREFIX.length()).replace("--", "/"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw AtomicFile.refusal(root, unreadable);
        }
    }

    /** How many bytes a repository takes, unfinished downloads among them; 0 if there is nothing of it. */
    public long bytes(String id) {
        Path folder = folder(id);
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
            }
        } catch (IOException vanished) {
            throw AtomicFile.refusal(folder, vanished);
        }
        return bytes;
    }

    /**
     * Deletes a repository with all its revisions.
     *
     * @return how many bytes that freed
     * @throws dev.bunrui.message.RequestException if it cannot be deleted
     */
    public long remove(String id) {
        long bytes = bytes(id);
        Path folder = folder(id);
        try {
            if (Files.isDirectory(folder)) {
                FileTree.delete(folder);
            }
        } catch (IOException failure) {
            throw AtomicFile.refusal(folder, failure);
        }
        return bytes;
    }

    /** Where a file's content is kept. */
    Path blob(String id, HubFile file) {
        return folder(id).resolve("blobs").resolve(file.hash().hex());
    }

    /** The file that is locked while a content is fetched. */
    Path lock(String id, HubFile file) {
        return root.resolve(".locks")
                .resolve(PREFIX + id.replace("/", "--"))
                .resolve(file.hash().hex() + ".lock");
    }

    /** Whether a file of a listing is there under its name. */
    boolean has(HubListing listing, HubFile file) {
        Path named = named(listing, file);
        try {
            return Files.isRegularFile(named) && Files.size(named) == file.size();
        } catch (IOException vanished) {
            return false;
        }
    }

    Path named(HubListing listing, HubFile file) {
        return folder(listing.model().id())
                .resolve("snapshots")
                .resolve(listing.commit())
                .resolve(file.path());
    }

    /** Gives a content that was fetched its name in the snapshot, one process after the other. */
    void name(HubListing listing, HubFile file) {
        Path named = named(listing, file);
        Path blob = blob(listing.model().id(), file);
        try {
            Turns.take(snapshotLock(listing), () -> {
                Files.createDirectories(named.resolveSibling(""));
                if (!Files.exists(named)) {
                    Files.deleteIfExists(named); // a link that leads nowhere
                    link(named, blob);
                }
                return named;
            });
        } catch (IOException failure) {
            throw AtomicFile.refusal(named, failure);
        }
    }

    private static void link(Path named, Path blob) throws IOException {
        try {
            Files.createSymbolicLink(named, named.resolveSibling("").relativize(blob));
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(blob, named);
        }
    }

    /** Notes which commit a branch stands for, one process after the other. */
    void refer(HubListing listing) {
        HubModel model = listing.model();
        if (model.revision().equals(listing.commit())) {
            return;
        }
        Path ref = folder(model.id()).resolve("refs").resolve(model.revision());
        try {
            Turns.take(snapshotLock(listing), () -> {
                AtomicFile.write(ref, listing.commit());
                return ref;
            });
        } catch (IOException failure) {
            throw AtomicFile.refusal(ref, failure);
        }
    }

    private Path snapshotLock(HubListing listing) {
        return lock(listing.model().id(), "snapshots");
    }

    private Path lock(String id, String what) {
        return root.resolve(".locks").resolve(PREFIX + id.replace("/", "--")).resolve(what + ".lock");
    }

    /**
     * The files of a snapshot whose content does not hash to the name that it has among the blobs; those that are no
     * links are not known by a hash and left out.
     */
    public List<Path> damaged(Path snapshot, BooleanSupplier stop) {
        List<Path> damaged = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        try (Stream<Path> files = Files.walk(snapshot)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                if (!Files.isSymbolicLink(file) || stop.getAsBoolean()) {
                    continue;
                }
                Path blob = file.resolveSibling(Files.readSymbolicLink(file)).normalize();
                String name = blob.getFileName().toString();
                boolean hashed = name.matches("[0-9a-f]{40}|[0-9a-f]{64}") && seen.add(blob);
                if (hashed && !(Files.exists(blob) && sound(blob, name, stop))) {
                    damaged.add(file);
                }
            }
        } catch (IOException unreadable) {
            throw AtomicFile.refusal(snapshot, unreadable);
        }
        return damaged;
    }

    private static boolean sound(Path blob, String name, BooleanSupplier stop) throws IOException {
        String found = ContentHash.ofLength(name).of(blob, stop);
        return found.isEmpty() || found.equals(name);
    }
}
