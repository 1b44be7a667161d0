package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Messages;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Finds the runs that wait for somebody to do something about them. May be asked again and again. */
public final class TroubledRuns {
    private final BackgroundService service;

    /** When a run that was found sound was last written to: what has not changed is not read again. */
    private final Map<RunFolder, FileTime> sound = new ConcurrentHashMap<>();

    /**
     * Such a run.
     *
     * @param damaged its files cannot be read; else it failed, and can be gone on with
     * @param sentence what is the matter and what to do
     */
    public record Troubled(RunFolder run, boolean damaged, String sentence) {}

    public TroubledRuns(BackgroundService service) {
        this.service = service;
    }

    /**
     * The failed and the damaged runs in a folder, the latest first.
     *
     * @throws RequestException if the folder, or the queue, cannot be read
     */
    public List<Troubled> in(Path runs) {
        List<Troubled> troubled = new ArrayList<>();
        for (RunFolder run : RunSummary.list(runs)) {
            RunSummary.State state = service.state(run);
            // What is worked on is being written.
            if (state == RunSummary.State.RUNNING) {
                continue;
            }
            FileTime written = written(run);
            if (state != RunSummary.State.FAILED && written.equals(sound.get(run))) {
                continue;
            }
            try {
                RunSummary summary = RunSummary.of(run);
                if (state == RunSummary.State.FAILED && summary.failure().isPresent()) {
                    String reason = summary.failure().get().sentence();
                    troubled.add(new Troubled(run, false, sentence("run.failed", run.name(), reason)));
                } else {
                    sound.put(run, written);
                }
            } catch (RequestException garbled) {
                String reason = String.valueOf(garbled.getMessage());
                troubled.add(new Troubled(run, true, sentence("run.damaged", run.name(), reason)));
            }
        }
        return troubled;
    }

    private static FileTime written(RunFolder run) {
        return Stream.of(run.request(), run.manifest(), run.events(), run.metrics())
                .map(TroubledRuns::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException missing) {
            return FileTime.fromMillis(0);
        }
    }

    private static String sentence(String key, Object... arguments) {
        return Messages.of(TroubledRuns.class).get(key, arguments);
    }
}
