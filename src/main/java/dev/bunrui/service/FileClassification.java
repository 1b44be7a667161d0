package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.corpus.Columns;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The articles of a file on their way through a trained run, in a process of their own. If this process ends first, the
 * other one goes on to its end all the same.
 */
public final class FileClassification {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS = 1e9;

    /**
     * What is to be done.
     *
     * @param columns which columns hold what; ignored for the livedoor layout
     * @param output the file to be made, its form told by its ending
     * @param review adds to each result how sure it is, and whether it needs a person; null to leave that out
     */
    public record Order(
            RunFolder run,
            Path input,
            Columns columns,
            Path output,
            @Nullable ReviewRule review) {}

    /**
     * How it comes along.
     *
     * @param all how many articles there are; 0 while that is not known yet
     * @param secondsLeft not a number before the first articles are classified
     */
    public record Progress(long done, long all, double secondsLeft) {
        static final Progress NONE = new Progress(0, 0, Double.NaN);
    }

    private final Order order;
    private final File log;
    private final Process process;
    private final Consumer<Progress> heard;
    private final CompletableFuture<Long> written = new CompletableFuture<>();
    private volatile boolean cancelled;
    private Progress progress = Progress.NONE;
    private long began;

    private FileClassification(Order order, File log, Process process, Consumer<Progress> heard) {
        this.order = order;
        this.log = log;
        this.process = process;
        this.heard = heard;
    }

    /**
     * Begins. What is wrong with the articles or with the run shows in {@link #written}.
     *
     * @param heard hears on a thread of its own how it comes along
     * @throws RequestException if no process can be started
     */
    public static FileClassification start(AppFolders folders, Order order, Consumer<Progress> heard) {
        File log = folders.service().resolve("file-classification.log").toFile();
        try {
            Files.createDirectories(folders.service());
            Process process = JavaProcess.computing(folders, FileClassificationProcess.class)
                    .redirectError(ProcessBuilder.Redirect.to(log))
                    .start();
            FileClassification begun = new FileClassification(order, log, process, heard);
            Thread listener = new Thread(begun::listen, "file-classification");
            listener.setDaemon(true);
            listener.start();
            return begun;
        } catch (IOException failure) {
            throw AtomicFile.refusal(log.toPath(), failure);
        }
    }

    /**
     * How many articles were written, once the file is there. Fails with the sentence for what went wrong; cancelled
     * where {@link #cancel} ended it. Nothing but the whole file is left behind in any case.
     */
    public CompletableFuture<Long> written() {
        return written;
    }

    /** Ends the work now. */
    public void cancel() {
        cancelled = true;
        process.destroyForcibly();
    }

    private void listen() {
        @Nullable JsonNode last = null;
        try (Writer to = process.outputWriter(StandardCharsets.UTF_8)) {
            to.write(FileClassificationProcess.line(order) + "\n");
        } catch (IOException ended) {
            // What it said before it ended is still to be read.
        }
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                last = JSON.readTree(line);
                hear(last);
            }
        } catch (IOException ended) {
            // Told below.
        }
        try {
            process.waitFor();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        end(last);
    }

    private void hear(JsonNode line) {
        if (line.has("articles")) {
            progress = new Progress(0, line.required("articles").asLong(), Double.NaN);
        } else if (line.has("done")) {
            long done = line.required("done").asLong();
            if (done == 0) {
                began = System.nanoTime();
            }
            double taken = (System.nanoTime() - began) / NANOS;
            progress =
                    new Progress(done, progress.all(), done == 0 ? Double.NaN : taken / done * (progress.all() - done));
        } else {
            return;
        }
        heard.accept(progress);
    }

    private void end(@Nullable JsonNode last) {
        if (last != null && last.has("written")) {
            written.complete(last.required("written").asLong());
            return;
        }
        AtomicFile.discardPart(order.output());
        Optional<RequestException> refused = last == null ? Optional.empty() : Refusal.in(last);
        if (cancelled) {
            written.cancel(false);
        } else if (refused.isPresent()) {
            written.completeExceptionally(refused.get());
        } else {
            written.completeExceptionally(
                    new FailureException(FileClassification.class, "file.ended", order.input(), log));
        }
    }
}
