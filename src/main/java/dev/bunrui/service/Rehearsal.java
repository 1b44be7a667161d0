package dev.bunrui.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.PreflightJson;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.FailureException;
import dev.bunrui.training.TrainingEvent.Rehearsed;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Has another process do the work of a run that takes most, for trial; no run is made. */
public final class Rehearsal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Rehearsal() {}

    /**
     * Waits for what it took.
     *
     * @param stages hears what is done now
     * @param meanwhile is called several times a second: what it throws ends the wait and the process
     * @throws dev.bunrui.message.RequestException if the work cannot be done; the sentence says why
     * @throws FailureException if the process ended without a result
     */
    public static Rehearsed of(
            AppFolders folders, RunSettings settings, Consumer<RunListener.Stage> stages, Runnable meanwhile) {
        Path log = folders.service().resolve("preflight.log");
        ProcessBuilder builder = JavaProcess.quick(JavaProcess.computing(folders, RehearsalProcess.class));
        try (Errand errand = Errand.send(folders, builder, log)) {
            return errand.outcome(
                            order(settings),
                            word -> {
                                if (word.has("stage")) {
                                    stages.accept(RunListener.Stage.valueOf(
                                            word.required("stage").asText()));
                                }
                            },
                            meanwhile)
                    .filter(word -> word.has("rehearsed"))
                    .map(word -> PreflightJson.read(word.required("rehearsed")))
                    .orElseThrow(() -> new FailureException(Rehearsal.class, "preflight.ended", log));
        }
    }

    private static ObjectNode order(RunSettings settings) {
        ObjectNode order = JSON.createObjectNode();
        order.put("data", settings.data().toAbsolutePath().toString());
        ObjectNode options = order.putObject("options");
        RunOptions.of(settings).forEach(options::put);
        return order;
    }
}
