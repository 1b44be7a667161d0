package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.experiment.ExportCheck;
import dev.bunrui.experiment.ExportChecker;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** Has an export loaded by a fresh process, which knows nothing but the files, and held to the run that it came from. */
public final class ExportChecking {
    /**
     * What is to be done.
     *
     * @param exported what was written: a folder, or a file with the whole run
     * @param device {@code auto}, {@code cpu} or {@code cuda:N}
     * @param precision {@code auto}, {@code fp32} or {@code bf16}
     */
    public record Order(RunFolder run, Path exported, String device, String precision) {}

    private ExportChecking() {}

    /**
     * Waits for the result; empty where a run is not finished, and has no adapter that could answer.
     *
     * @param heard hears what share is done, several times a second and whether or not it is more than before: what it
     *     throws ends the wait and the process
     * @throws RequestException if the export cannot be loaded; the sentence says why
     * @throws FailureException if the process ended without a result
     */
    public static Optional<ExportCheck> check(AppFolders folders, Order order, DoubleConsumer heard) {
        if (!ExportChecker.possible(order.run())) {
            return Optional.empty();
        }
        Path log = folders.service().resolve("export-check.log");
        ProcessBuilder builder = JavaProcess.quick(JavaProcess.computing(folders, ExportCheckProcess.class));
        double[] share = {0};
        try (Errand errand = Errand.send(folders, builder, log)) {
            JsonNode last = errand.outcome(
                            ExportCheckProcess.line(order),
                            word -> share[0] = word.path("done").asDouble(share[0]),
                            () -> heard.accept(share[0]))
                    .filter(word -> word.has("checked"))
                    .orElseThrow(
                            () -> new FailureException(ExportChecking.class, "check.ended", order.exported(), log));
            return Optional.of(ExportCheck.read(last.required("checked")));
        }
    }
}
