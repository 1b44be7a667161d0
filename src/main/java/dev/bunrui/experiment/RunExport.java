package dev.bunrui.experiment;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Copies of runs for other machines and other programs. */
public final class RunExport {
    private static final String ZIP = ".zip";
    private static final String PART = ".part";

    private RunExport() {}

    /** Exports to where the name says: a whole run to {@code *.zip}, its adapter alone to a folder. */
    public static void to(Path target, RunFolder run) {
        if (isZip(target)) {
            zip(run, target);
        } else {
            adapter(run, target);
        }
    }

    /** Whether a name is that of a file for a whole run. */
    static boolean isZip(Path target) {
        return target.toString().toLowerCase(Locale.ROOT).endsWith(ZIP);
    }

    /**
     * Packs a whole run, in a folder of its name; unpacked among the runs of another machine it is a run there. What a
     * finished run would need to be gone on with is left out, and what is made again from the articles when it is needed.
     *
     * @throws RequestException if a process works on it, or the file cannot be written
     */
    public static void zip(RunFolder run, Path file) {
        if (run.held()) {
            throw new RequestException(RunExport.class, "run.busy", run.path());
        }
        boolean finished = run.finished();
        List<Path> files = files(run.path()).stream()
                .filter(path -> belongs(run, path, finished))
                .toList();
        AtomicFile.write(file, out -> pack(run, files, out));
    }

    /**
     * Copies a finished run's adapter to a new or empty folder, as PEFT and Bunrui load it.
     *
     * @throws RequestException if the run is not finished, or the folder has something in it or cannot be written
     */
    public static void adapter(RunFolder run, Path folder) {
        if (!run.finished()) {
            throw new RequestException(RunExport.class, "run.unfinished", run.path());
        }
        NewFolder.make(folder, inside -> copy(run.adapter(), inside));
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.resolveSibling(""));
            Files.copy(file, copy);
        }
    }

    private static boolean belongs(RunFolder run, Path file, boolean finished) {
        boolean resume = file.startsWith(run.state().getParent());
        return !file.toString().endsWith(PART)
                && !file.equals(run.neighbours())
                && (!resume || (!finished && file.equals(run.state())));
    }

    private static void pack(RunFolder run, List<Path> files, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Path file : files) {
            String name = run.path().relativize(file).toString().replace('\\', '/');
            ZipEntry entry = new ZipEntry(run.name() + "/" + name);
            entry.setLastModifiedTime(Files.getLastModifiedTime(file));
            zip.putNextEntry(entry);
            Files.copy(file, zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new RequestException(RunExport.class, "manifest.unreadable", folder, new SystemReason(unreadable));
        }
    }
}
