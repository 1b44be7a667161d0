package dev.bunrui.service.slurm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SystemReason;
import dev.bunrui.file.Turns;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/**
 * {@code RUNS/SWEEP/slurm/}: a sweep's book, its script, what each job said, and a line for each time that an element was
 * begun. All of it is in the folder that is shared with the nodes.
 */
record SlurmFolder(SweepFolder sweep) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Path path() {
        return sweep.path().toAbsolutePath().normalize().resolve("slurm");
    }

    private Path file() {
        return path().resolve("jobs.json");
    }

    Path script() {
        return path().resolve("job.sh");
    }

    /** What the virtual machine is started with. */
    Path arguments() {
        return path().resolve("java.args");
    }

    /** The files that the runs read, which the nodes must have as well: a path a line. */
    Path needed() {
        return path().resolve("needed.txt");
    }

    /** What {@code sbatch} calls the file that a job's words go to. */
    Path log() {
        return path().resolve("%A_%a.log");
    }

    /** A line for each time that an element was begun; written by the script. */
    Path starts(int element) {
        return path().resolve(element + ".starts");
    }

    /** How often an element was begun. */
    int timesBegun(int element) {
        return startLines(element).size();
    }

    /** The number of the job that last began an element, as the script knew it; empty if none did. */
    String lastJob(int element) {
        List<String> lines = startLines(element);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1).split(" ", 2)[0];
    }

    private List<String> startLines(int element) {
        try {
            return Files.readAllLines(starts(element));
        } catch (IOException never) {
            return List.of();
        }
    }

    /** Whether an element that ended before its end is to be begun once more. */
    boolean mayBeginAgain(SlurmBook book, int element) {
        return timesBegun(element) <= book.settings().requeues();
    }

    /** Counts an element's beginnings anew, since a person asked for it again. */
    void forgetStarts(int element) {
        try {
            Files.deleteIfExists(starts(element));
        } catch (IOException failure) {
            throw AtomicFile.refusal(starts(element), failure);
        }
    }

    /** The book; empty if the sweep was never submitted. */
    Optional<SlurmBook> read() {
        if (!Files.isRegularFile(file())) {
            return Optional.empty();
        }
        try {
            return Optional.of(SlurmBookJson.read(JSON.readTree(file().toFile())));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException garbled) {
            throw new RequestException(SlurmFolder.class, "book.garbled", file());
        } catch (IOException unreadable) {
            throw new RequestException(SlurmFolder.class, "book.unreadable", file(), new SystemReason(unreadable));
        }
    }

    void write(SlurmBook book) {
        AtomicFile.write(file(), SlurmBookJson.of(book).toPrettyString() + "\n");
    }

    /** Does something that no other process may do at the same time with this sweep's jobs. */
    <T> T inTurn(Turns.Work<T> work) {
        Path lock = path().resolve("lock");
        try {
            return Turns.take(lock, work);
        } catch (IOException failure) {
            throw AtomicFile.refusal(lock, failure);
        }
    }

    /** An element's runs. */
    List<RunFolder> runs(SlurmBook book, int element) {
        return book.elements().get(element).stream().map(sweep::run).toList();
    }

    /** Whether a run is to be worked on yet, as far as its folder tells. */
    static boolean open(RunFolder run) {
        return run.path().toFile().isDirectory() && !run.finished() && !run.failed() && !run.askedToStop();
    }
}
