package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.Classification;
import dev.bunrui.classify.ClassificationJson;
import dev.bunrui.classify.explain.Explanation;
import dev.bunrui.classify.explain.ExplanationJson;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SimilarArticle;
import dev.bunrui.experiment.SimilarArticles.Progress;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trained run that answers while someone types: its process is started by the first question, kept for the next ones,
 * and given up with all its memory after a while without any. Of questions that come faster than the answers only the
 * latest is answered.
 *
 * <p>When the background turns to another run the process is given up too, whatever device that run is for, which is not
 * known before its worker has taken the memory. A question is answered nonetheless while a run is on; the process is then
 * kept for a short while only.
 */
public final class WarmClassifier implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(WarmClassifier.class);

    /** How long the process is kept after its last answer while a run is on. */
    private static final Duration BESIDE_TRAINING = Duration.ofSeconds(30);

    /** How often it is looked whether the process is still to be kept. */
    private static final long LOOK_MILLIS = 250;

    private final AppFolders folders;
    private final RunFolder run;
    private final Duration patience;
    private final RunQueue queue;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "classifier");
        daemon.setDaemon(true);
        return daemon;
    });
    private final AtomicReference<@Nullable Question> waiting = new AtomicReference<>();
    private final Lengthy<Explanation> explanations = new Lengthy<>();
    private final Lengthy<List<SimilarArticle>> searches = new Lengthy<>();

    /** Read by {@link #release} from any thread; set by the classifier's own. */
    private volatile @Nullable Conversation conversation;

    /** When the last answer came. */
    private volatile long answered;

    // These belong to the classifier's own thread.
    private @Nullable Future<?> watch;
    private Set<RunQueue.Turn> training = Set.of();

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
        this.queue = new RunQueue(folders);
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

    /**
     * Asks what of an article speaks for a class. Returns at once; what was asked before and is not answered is cancelled,
     * and its work given up. Questions for a class go before it, and wait for one batch of it at the most. It fails as
     * {@link #classify} does.
     *
     * @param label null for the most probable class
     */
    public CompletableFuture<Explanation> explain(Article article, @Nullable String label) {
        return askAtLength(
                explanations.another(),
                question(article).put(Questions.EXPLAIN, label),
                progress -> {},
                said -> ExplanationJson.read(said.required("explanation")));
    }

    /**
     * Asks which articles that the run was trained on are much like one. What holds for {@link #explain} holds for it,
     * and explanations go before it, too.
     *
     * @param progress hears, on any thread, how much of the articles is read: that is done once
     */
    public CompletableFuture<List<SimilarArticle>> similar(Article article, int count, Progress progress) {
        return askAtLength(
                searches.another(),
                question(article).put(Questions.SIMILAR, count),
                said -> progress.read(
                        said.required("done").asInt(), said.required("of").asInt()),
                said -> SimilarJson.read(said.required(Questions.SIMILAR)));
    }

    private <T> CompletableFuture<T> askAtLength(
            CompletableFuture<T> wanted,
            ObjectNode question,
            Consumer<JsonNode> progress,
            Function<JsonNode, T> reading) {
        thread.execute(() -> {
            if (wanted.isDone()) {
                return; // taken back
            }
            try {
                CompletableFuture<JsonNode> said = started().ask(question, progress);
                CompletableFuture<Void> unused = said.handle((answer, failure) -> {
                    answered = System.nanoTime();
                    if (failure != null) {
                        wanted.completeExceptionally(failure);
                    } else {
                        wanted.complete(reading.apply(answer));
                    }
                    return null;
                });
                CompletableFuture<T> unusedToo = wanted.whenComplete((given, failure) -> said.cancel(false));
            } catch (RuntimeException failure) {
                wanted.completeExceptionally(failure);
            }
        });
        return wanted;
    }

    /** Gives the memory back now. A question that is being answered fails. */
    public void release() {
        Conversation current = conversation;
        conversation = null;
        if (current != null) {
            current.end();
        }
    }

    /** The process that is held ready, if there is one. */
    Optional<ProcessHandle> handle() {
        return Optional.ofNullable(conversation).filter(Conversation::goesOn).map(Conversation::handle);
    }

    private void answerNext() {
        Question question = waiting.getAndSet(null);
        if (question == null) {
            return; // overtaken, and the later one is answered already
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
        answered = System.nanoTime();
    }

    /** Gives the memory back if nobody has asked for a while, or the background has turned to another run. */
    private void look() {
        Conversation current = conversation;
        if (current != null && current.waiting()) {
            return; // an explanation may take longer than anyone's patience
        }
        Set<RunQueue.Turn> before = training;
        training = worked();
        Duration kept = !training.isEmpty() && BESIDE_TRAINING.compareTo(patience) < 0 ? BESIDE_TRAINING : patience;
        boolean begins = !before.containsAll(training);
        if (begins || System.nanoTime() - answered > kept.toNanos()) {
            release();
            stopLooking();
        }
    }

    private void stopLooking() {
        if (watch != null) {
            watch.cancel(false);
            watch = null;
        }
    }

    private Set<RunQueue.Turn> worked() {
        try {
            return queue.come();
        } catch (RequestException garbled) {
            LOG.info("whether a run is on is not known", garbled);
            return Set.of();
        }
    }

    private JsonNode ask(Article article) {
        try {
            return started().ask(question(article), progress -> {}).get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw new IllegalStateException(failure);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private static ObjectNode question(Article article) {
        return JSON.createObjectNode().put("title", article.title()).put("body", article.body());
    }

    private Conversation started() {
        Conversation current = conversation;
        if (current != null && current.goesOn()) {
            return current;
        }
        try {
            Files.createDirectories(folders.service());
            Process process = JavaProcess.quick(JavaProcess.computing(
                            folders, ClassifierProcess.class, run.path().toString()))
                    .redirectError(ProcessBuilder.Redirect.to(log()))
                    .start();
            Conversation begun = Conversation.with(
                    process, () -> new FailureException(WarmClassifier.class, "classifier.ended", run.path(), log()));
            conversation = begun;
            training = worked();
            stopLooking();
            watch = thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return begun;
        } catch (RejectedExecutionException closed) {
            release();
            throw new CancellationException();
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
        explanations.end();
        searches.end();
    }
}
