package dev.bunrui.hub;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Download;
import dev.bunrui.file.Turns;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    /** The cache that this process's environment names. */
    public static HubCache ofProcess() {
        return new HubCache(HubSettings.ofProcess().cache());
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
        return Files.isDirectory(folder) ? HubRoom.taken(folder) : 0;
    }

    /**
     * How much there is of a model whose download was begun.
     *
     * @param done bytes that are here
     * @param all bytes of all its files
     */
    public record Fetched(long done, long all) {}

    /** How far the download of a model has come; empty if none was begun here. */
    public Optional<Fetched> fetched(HubModel model) {
        return notes(model.id())
                .latest(model.revision())
                .map(plan -> new Fetched(
                        plan.files().stream()
                                .mapToLong(file -> there(plan, file))
                                .sum(),
                        plan.files().stream().mapToLong(HubFile::size).sum()));
    }

    /** How many bytes of a file there are, under its name or on the way to it. */
    long there(HubListing plan, HubFile file) {
        try {
            return has(plan, file)
                    ? file.size()
                    : Math.min(file.size(), Download.there(blob(plan.model().id(), file)));
        } catch (IOException vanished) {
            return 0;
        }
    }

    /**
     * Deletes a repository with all its revisions.
     *
     * @return how many bytes that freed
     * @throws dev.bunrui.message.RequestException if it cannot be deleted
     */
    public long remove(String id) {
        return new HubRemoval(this).all(id);
    }

    /**
     * Deletes one revision of a repository, and of the contents those that no other revision has.
     *
     * @return how many bytes that freed; 0 if there is no such revision
     * @throws dev.bunrui.message.RequestException if it cannot be deleted
     */
    public long remove(HubModel model) {
        return new HubRemoval(this).revision(model);
    }

    /**
     * The files of a snapshot whose content does not hash to what it should; nothing is said of those that it was asked to
     * stop before.
     */
    public List<Path> damaged(Path snapshot, BooleanSupplier stop) {
        return HubCheck.of(snapshot).damaged((file, done, all) -> {}, stop);
    }

    /** What was noted of the repository's downloads. */
    HubNotes notes(String id) {
        return new HubNotes(folder(id), id);
    }

    /** Where a file's content is kept. */
    Path blob(String id, HubFile file) {
        return blobs(id).resolve(file.hash().hex());
    }

    /** Where a repository's contents are. */
    Path blobs(String id) {
        return folder(id).resolve("blobs");
    }

    /**
     * The file that is locked while a content is fetched, the one that {@code huggingface_hub} locks. On Windows that keeps
     * Python and this program apart. On Linux it does not, as Python's lock (flock) and Java's (fcntl) do not know of each
     * other: there both may fetch the same, each into a file of its own that gets its name in one step, and what is found
     * under the name is right whoever was last.
     */
    Path lock(String id, HubFile file) {
        return lock(id, file.hash().hex());
    }

    /** The file that is locked while files are copied into the repository. */
    Path importLock(String id) {
        return lock(id, "import");
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

    /** Notes what is to be fetched, one process after the other. */
    void note(HubListing plan) {
        HubNotes notes = notes(plan.model().id());
        try {
            Turns.take(snapshotLock(plan), () -> {
                notes.write(plan);
                return plan;
            });
        } catch (IOException failure) {
            throw AtomicFile.refusal(notes.file(plan.commit()), failure);
        }
    }

    private Path snapshotLock(HubListing listing) {
        return lock(listing.model().id(), "snapshots");
    }

    private Path lock(String id, String what) {
        return root.resolve(".locks").resolve(PREFIX + id.replace("/", "--")).resolve(what + ".lock");
    }
}
