package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.classify.Classification;
import dev.bunrui.classify.ClassificationJson;
import dev.bunrui.corpus.Article;
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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A trained run that answers while someone types: its process is started by the first question, kept for the next ones,
 * and given up with all its memory after a while without any. Of questions that come faster than the answers only the
 * latest is answered.
 */
public final class WarmClassifier implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AppFolders folders;
    private final RunFolder run;
    private final Duration patience;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "classifier");
        daemon.setDaemon(true);
        return daemon;
    });
    private final AtomicReference<@Nullable Question> waiting = new AtomicReference<>();

    /** Read by {@link #release} from any thread; set by the classifier's own. */
    private volatile @Nullable Process process;

    private @Nullable Future<?> farewell;

    private record Question(String title, String body, CompletableFuture<Answer> answer) {}

    /**
     * An answer.
     *
     * @param article the article as it was read: clean
     * @param bodyCharsRead how much of its body was read, in UTF-16 code units from the beginning
     * @param took from the question to the answer, a start of the process included
     */
    public record Answer(Article article, Classification classification, int bodyCharsRead, Duration took) {}

    /**
     * Nothing is started yet.
     *
     * @param patience how long the process is kept after its last answer
     */
    public WarmClassifier(AppFolders folders, RunFolder run, Duration patience) {
        this.folders = folders;
        this.run = run;
        this.patience = patience;
    }

    /**
     * Asks for an article's class. Returns at once; a question that is still waiting when the next one comes is cancelled.
     * The answer fails with a {@link RequestException} if the run cannot be used, and with a {@link FailureException} if
     * its process ended; the next question starts another one.
     */
    public CompletableFuture<Answer> classify(String title, String body) {
        Question question = new Question(title, body, new CompletableFuture<>());
        Question overtaken = waiting.getAndSet(question);
        if (overtaken != null) {
            overtaken.answer().cancel(false);
        }
        thread.execute(this::answerNext);
        return question.answer();
    }

    /** Gives the memory back now, as when training needs it. A question that is being answered fails. */
    public void release() {
        Process current = process;
        process = null;
        if (current != null) {
            current.destroyForcibly();
        }
    }

    /** The process that is held ready, if there is one. */
    Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    private void answerNext() {
        Question question = waiting.getAndSet(null);
        if (question == null) {
            return; // overtaken, and the later one is answered already
        }
        if (farewell != null) {
            farewell.cancel(false);
        }
        try {
            long start = System.nanoTime();
            Article article = new Article("", question.title(), question.body(), null, Map.of());
            JsonNode said = ask(article);
            question.answer()
                    .complete(new Answer(
                            article,
                            ClassificationJson.read(said.required("classification")),
                            said.required("body_chars_read").asInt(),
                            Duration.ofNanos(System.nanoTime() - start)));
        } catch (RuntimeException failure) {
            question.answer().completeExceptionally(failure);
        }
        try {
            farewell = thread.schedule(this::release, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            release();
        }
    }

    private JsonNode ask(Article article) {
        Process current = started();
        JsonNode asked = JSON.createObjectNode().put("title", article.title()).put("body", article.body());
        @Nullable String line = null;
        try {
            Writer to = current.outputWriter(StandardCharsets.UTF_8);
            to.write(asked + "\n");
            to.flush();
        } catch (IOException ended) {
            // What it said before it ended is still to be read.
        }
        try {
            BufferedReader from = current.inputReader(StandardCharsets.UTF_8);
            line = from.readLine();
            if (line != null) {
                return checked(JSON.readTree(line));
            }
        } catch (IOException ended) {
            // Told below.
        }
        throw new FailureException(WarmClassifier.class, "classifier.ended", run.path(), log());
    }

    private JsonNode checked(JsonNode answer) {
        Optional<RequestException> refused = Refusal.in(answer);
        if (refused.isPresent()) {
            release(); // it is about to end, and must not be asked again
            throw refused.get();
        }
        return answer;
    }

    private Process started() {
        Process current = process;
        if (current != null && current.isAlive()) {
            return current;
        }
        try {
            Files.createDirectories(folders.service());
            Process begun = JavaProcess.of(
                            folders, ClassifierProcess.class, run.path().toString())
                    .redirectError(ProcessBuilder.Redirect.to(log()))
                    .start();
            process = begun;
            return begun;
        } catch (IOException failure) {
            throw AtomicFile.refusal(log().toPath(), failure);
        }
    }

    private File log() {
        return folders.service().resolve("classifier.log").toFile();
    }

    /** Ends the process; questions that were not answered are cancelled. */
    @Override
    public void close() {
        thread.shutdownNow();
        release();
        Question left = waiting.getAndSet(null);
        if (left != null) {
            left.answer().cancel(false);
        }
    }
}
