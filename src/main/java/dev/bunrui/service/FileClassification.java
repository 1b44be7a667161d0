package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.corpus.Columns;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
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
    private final Path log;
    private final Errand errand;
    private final Consumer<Progress> heard;
    private final CompletableFuture<Long> written = new CompletableFuture<>();
    private volatile boolean cancelled;
    private Progress progress = Progress.NONE;
    private long began;

    private FileClassification(Order order, Path log, Errand errand, Consumer<Progress> heard) {
        this.order = order;
        this.log = log;
        this.errand = errand;
        this.heard = heard;
    }

    /**
     * Begins. What is wrong with the articles or with the run shows in {@link #written}.
     *
     * @param heard hears on a thread of its own how it comes along
     * @throws RequestException if no process can be started
     */
    public static FileClassification start(AppFolders folders, Order order, Consumer<Progress> heard) {
        Path log = folders.service().resolve("file-classification.log");
        Errand errand = Errand.send(folders, JavaProcess.computing(folders, FileClassificationProcess.class), log);
        FileClassification begun = new FileClassification(order, log, errand, heard);
        Thread listener = new Thread(begun::listen, "file-classification");
        listener.setDaemon(true);
        listener.start();
        return begun;
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
        errand.close();
    }

    private void listen() {
        try {
            Optional<JsonNode> last = errand.outcome(FileClassificationProcess.line(order), this::hear, () -> {});
            errand.awaitGone();
            end(last);
        } catch (RequestException refused) {
            errand.awaitGone();
            fail(refused);
        }
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

    private void end(Optional<JsonNode> last) {
        Optional<Long> count = last.filter(word -> word.has("written"))
                .map(word -> word.required("written").asLong());
        if (count.isPresent()) {
            written.complete(count.get());
        } else {
            fail(new FailureException(FileClassification.class, "file.ended", order.input(), log));
        }
    }

    private void fail(RuntimeException reason) {
        AtomicFile.discardPart(order.output());
        if (cancelled) {
            written.cancel(false);
        } else {
            written.completeExceptionally(reason);
        }
    }
}
