package dev.bunrui.experiment;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.FileTree;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code RUNS/.trash/N/RUN}: runs that were deleted and can still be brought back; a greater N was deleted later. It lies
 * beside the runs so that a run is in one place or the other at any moment, and takes its place on the disk until the
 * trash is emptied.
 */
public final class RunTrash {
    /** The key of the refusal to delete a run that is worked on. */
    public static final String BUSY = "trash.busy";

    private static final String FOLDER = ".trash";

    private final Path runs;
    private final Path trash;

    /** The trash of a folder of runs. */
    public RunTrash(Path runs) {
        this.runs = runs.toAbsolutePath().normalize();
        this.trash = this.runs.resolve(FOLDER);
    }

    /** The trash that a run goes to. */
    public static RunTrash of(RunFolder run) {
        return new RunTrash(run.path().toAbsolutePath().normalize().resolveSibling(""));
    }

    /**
     * Deletes a run so that it can be brought back.
     *
     * @throws RequestException if a process works on it, or the folder cannot be moved
     */
    public void delete(RunFolder run) {
        if (run.held()) {
            throw new RequestException(RunTrash.class, BUSY, run.name());
        }
        Path from = run.path().toAbsolutePath().normalize();
        try {
            Files.createDirectories(trash);
            Path place = trash.resolve(Long.toString(
                    places().stream().findFirst().map(RunTrash::number).orElse(0L) + 1));
            Files.createDirectory(place);
            Files.move(from, place.resolve(run.name()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw AtomicFile.refusal(from, failure);
        }
    }

    /**
     * Brings back the run of a name that was deleted last.
     *
     * @throws RequestException if there is none, or another run has that name by now
     */
    public RunFolder restore(String name) {
        Path place = find(name).orElseThrow(() -> new RequestException(RunTrash.class, "trash.none", name));
        Path to = runs.resolve(name);
        if (Files.exists(to)) {
            throw new RequestException(RunTrash.class, "trash.taken", name, to);
        }
        try {
            Files.move(place.resolve(name), to, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(place);
        } catch (IOException failure) {
            throw AtomicFile.refusal(to, failure);
        }
        return new RunFolder(to);
    }

    /** The names of the runs in the trash, the one that was deleted last first. */
    public List<String> names() {
        return places().stream()
                .flatMap(place -> children(place).stream())
                .map(run -> run.getFileName().toString())
                .toList();
    }

    /** Deletes for good the run of a name that was deleted last, if there is one. */
    public void forget(String name) {
        find(name).ifPresent(RunTrash::erase);
    }

    /** Deletes for good what is in the trash. */
    public void empty() {
        places().forEach(RunTrash::erase);
    }

    private Optional<Path> find(String name) {
        return places().stream()
                .filter(place -> children(place).contains(place.resolve(name)))
                .findFirst();
    }

    private List<Path> places() {
        return children(trash).stream()
                .filter(place -> number(place) > 0)
                .sorted(Comparator.comparingLong(RunTrash::number).reversed())
                .toList();
    }

    private static long number(Path place) {
        String name = place.getFileName().toString();
        return name.matches("\\d{1,18}") ? Long.parseLong(name) : 0;
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException unreadable) {
            throw new RequestException(RunTrash.class, "manifest.unreadable", folder, new SystemReason(unreadable));
        }
    }

    private static void erase(Path place) {
        try {
            FileTree.delete(place);
        } catch (IOException failure) {
            throw AtomicFile.refusal(place, failure);
        }
    }
}
