package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.experiment.ExportCheck;
import dev.bunrui.experiment.ExportChecker;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Has an export loaded by a fresh process, which knows nothing but the files, and held to the run that it came from. */
public final class ExportChecking {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What is to be done.
     *
     * @param exported what was written: a folder, or a file with the whole run
     * @param device {@code auto}, {@code cpu} or {@code cuda:N}
     * @param precision {@code auto}, {@code fp32} or {@code bf16}
     */
    public record Order(RunFolder run, Path exported, String device, String precision) {}

    /** How often the wait for a word can be given up. */
    private static final long LOOK_MILLIS = 100;

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
        File log = folders.service().resolve("export-check.log").toFile();
        try {
            Files.createDirectories(folders.service());
            Process process = JavaProcess.quick(JavaProcess.computing(folders, ExportCheckProcess.class))
                    .redirectError(ProcessBuilder.Redirect.to(log))
                    .start();
            try {
                return Optional.of(ask(process, order, heard, log));
            } finally {
                process.destroyForcibly(); // it has said all that it had to say
            }
        } catch (IOException failure) {
            throw AtomicFile.refusal(log.toPath(), failure);
        }
    }

    private static ExportCheck ask(Process process, Order order, DoubleConsumer heard, File log) {
        @Nullable JsonNode last = null;
        try (Writer to = process.outputWriter(StandardCharsets.UTF_8)) {
            to.write(ExportCheckProcess.line(order) + "\n");
        } catch (IOException ended) {
            // What it said before it ended is still to be read.
        }
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
            double share = 0;
            for (String line = next(from, process, heard, share); line != null; ) {
                last = JSON.readTree(line);
                share = last.path("done").asDouble(share);
                line = next(from, process, heard, share);
            }
        } catch (IOException ended) {
            // Told below.
        }
        Optional<RequestException> refused = last == null ? Optional.empty() : Refusal.in(last);
        if (refused.isPresent()) {
            throw refused.get();
        }
        if (last == null || !last.has("checked")) {
            throw new FailureException(ExportChecking.class, "check.ended", order.exported(), log);
        }
        return ExportCheck.read(last.required("checked"));
    }

    private static @Nullable String next(BufferedReader from, Process process, DoubleConsumer heard, double share)
            throws IOException {
        try {
            heard.accept(share);
            while (!from.ready() && process.isAlive()) {
                heard.accept(share);
                Thread.sleep(LOOK_MILLIS);
            }
            return from.readLine();
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
