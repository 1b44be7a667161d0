package dev.bunrui.experiment.board;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes what happened in a run as an event file that TensorBoard reads. */
public final class BoardExport {
    private BoardExport() {}

    /**
     * Writes {@code LOGS/RUN/events.out.tfevents.…}: TensorBoard takes each folder below the one that it is opened on for
     * a run, so that several runs are written to the same {@code logs}. A run may be written while it goes on.
     *
     * @return the folder of the run's file
     * @throws RequestException if the folder is there already, the run has no event yet, one of its files is garbled, or
     *     the file cannot be written
     */
    public static Path write(RunFolder run, Path logs) {
        Path folder = logs.toAbsolutePath().normalize().resolve(run.name());
        if (Files.exists(folder)) {
            throw new RequestException(BoardExport.class, "board.taken", folder);
        }
        List<Scalar> scalars = RunScalars.of(run);
        if (scalars.isEmpty()) {
            throw new RequestException(BoardExport.class, "board.empty", run.path());
        }
        Instant begun = scalars.get(0).time();
        String name = String.format(Locale.ROOT, "events.out.tfevents.%010d.bunrui", begun.getEpochSecond());
        AtomicFile.write(folder.resolve(name), out -> {
            RecordFile.write(out, BoardEvent.version(begun));
            for (Scalar scalar : scalars) {
                RecordFile.write(out, BoardEvent.of(scalar));
            }
        });
        return folder;
    }
}
