package dev.bunrui.app.classifier;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.classify.explain.Explanation;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.PlainArticle;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SimilarArticle;
import dev.bunrui.experiment.SimilarArticles.Progress;
import dev.bunrui.experiment.TestExample;
import dev.bunrui.service.WarmClassifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Classifies what is typed, a little after it was typed, and what is brought from elsewhere, at once. */
final class ClassifierModel implements ArticleInput.Listener {
    private static final javafx.util.Duration AFTER_TYPING = javafx.util.Duration.millis(250);
    private static final javafx.util.Duration AFTER_LEAVING = javafx.util.Duration.minutes(2);
    private static final Duration KEPT_WARM = Duration.ofMinutes(5);

    /**
     * What was said of an article.
     *
     * @param gold the class that it is known to have; null where none is
     */
    record Result(WarmClassifier.Answer answer, @Nullable String gold) {}

    private final AppContext context;
    private final RunList runs;
    private final ArticleInput article = new ArticleInput(this);
    private final ObjectProperty<@Nullable Result> result = new SimpleObjectProperty<>();
    private final Trouble trouble;
    private final Trouble inputTrouble;
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final History history = new History();
    private final PauseTransition typing = new PauseTransition(AFTER_TYPING);
    private final PauseTransition leaving = new PauseTransition(AFTER_LEAVING);

    private @Nullable String gold;
    private boolean askingSoon;
    private @Nullable WarmClassifier classifier;

    ClassifierModel(AppContext context) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
        this.inputTrouble = new Trouble(context.texts());
        this.runs = new RunList(context);
        typing.setOnFinished(event -> ask());
        leaving.setOnFinished(event -> release());
        runs.chosen().addListener(change -> use());
    }

    /** The runs that can be used, and the one that is. */
    RunList runs() {
        return runs;
    }

    ReadOnlyObjectProperty<@Nullable RunChoice> run() {
        return runs.chosen();
    }

    ArticleInput article() {
        return article;
    }

    /** What was said of the article; null where there is none. */
    ReadOnlyObjectProperty<@Nullable Result> result() {
        return result;
    }

    /** Why there is no answer; empty if nothing is wrong. */
    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Why what was brought could not be taken; empty if nothing is wrong. */
    ReadOnlyStringProperty inputFailure() {
        return inputTrouble.sentence();
    }

    ReadOnlyBooleanProperty busy() {
        return busy;
    }

    History history() {
        return history;
    }

    /** Uses a run as soon as it is found. */
    void use(RunFolder folder) {
        runs.want(folder);
        refresh();
    }

    /** The page is shown: looks which runs there are now. */
    void refresh() {
        leaving.stop();
        runs.refresh(
                () -> {
                    trouble.readAgain();
                    if (result.get() == null && !busy.get()) {
                        askSoon(); // the page was left before the answer came
                    }
                },
                trouble::unreadable);
    }

    /** The page is left: its process is kept for a while. */
    void leave() {
        typing.stop();
        leaving.playFromStart();
    }

    /** Gives the process back. */
    void close() {
        typing.stop();
        leaving.stop();
        release();
    }

    private void release() {
        busy.set(false);
        if (classifier != null) {
            classifier.close();
            classifier = null;
        }
    }

    private void use() {
        release();
        result.set(null);
        trouble.forget();
        history.turn();
        RunChoice chosen = run().get();
        article.titled(chosen == null || chosen.titled());
        askSoon();
    }

    /** Shows an article of the test set. */
    void show(TestExample example) {
        article.fill(example.article().title(), example.article().body());
        answerAtOnce(example.gold());
    }

    /** Shows an article that the run was trained on. */
    void show(SimilarArticle similar) {
        article.fill(similar.article().title(), similar.article().body());
        answerAtOnce(similar.article().label());
    }

    /** Brings an article back, and the run that it was put to. */
    void show(Past past) {
        if (runs.runs().contains(past.run())) {
            runs.chosen().set(past.run());
        }
        article.fill(past.title(), past.body());
        answerAtOnce(past.gold());
    }

    /** Reads an article from a text file. */
    void open(Path file) {
        inputTrouble.forget();
        context.work().once(() -> PlainArticle.read(file), article::fill, inputTrouble::tell);
    }

    /** Takes a text that was dropped. */
    void drop(String text) {
        article.fill(PlainArticle.of(text));
    }

    /** Says what is wrong with what was brought. */
    void refuse(Exception problem) {
        inputTrouble.tell(problem);
    }

    /** What was brought could be taken after all. */
    void accept() {
        inputTrouble.forget();
    }

    void clear() {
        article.fill("", "");
    }

    @Override
    public void typed() {
        inputTrouble.forget();
        gold = null;
        if (article.blank()) {
            history.turn();
        }
        typing.playFromStart();
    }

    @Override
    public void replaced() {
        inputTrouble.forget();
        trouble.forget();
        answerAtOnce(null);
    }

    private void answerAtOnce(@Nullable String known) {
        gold = known;
        history.turn();
        typing.stop();
        askSoon();
    }

    /** Asks once whatever else belongs to the same click has happened. */
    private void askSoon() {
        if (!askingSoon) {
            askingSoon = true;
            Platform.runLater(() -> {
                askingSoon = false;
                ask();
            });
        }
    }

    private void ask() {
        RunChoice chosen = run().get();
        if (chosen == null) {
            return;
        }
        if (article.blank()) {
            result.set(null);
            busy.set(false);
            return;
        }
        WarmClassifier asked = warm(chosen);
        String known = gold;
        String title = article.title().get();
        String body = article.body().get();
        busy.set(true);
        CompletableFuture<WarmClassifier.Answer> unused = asked.classify(title, body)
                .whenComplete((answer, problem) -> Platform.runLater(() -> {
                    if (asked == classifier && heard(answer, known, problem)) {
                        String label = answer.classification().label();
                        double probability =
                                answer.classification().probabilities().getOrDefault(label, 0.0);
                        history.hear(new Past(
                                LocalTime.now(ZoneId.systemDefault()), chosen, title, body, known, label, probability));
                    }
                }));
    }

    private WarmClassifier warm(RunChoice chosen) {
        WarmClassifier warm = classifier;
        if (warm == null) {
            warm = new WarmClassifier(context.folders(), chosen.folder(), KEPT_WARM);
            classifier = warm;
        }
        return warm;
    }

    /** Asks what of an article speaks for a class, or for the most probable one if that is null. */
    CompletableFuture<Explanation> explain(Article read, @Nullable String label) {
        RunChoice chosen = run().get();
        return chosen == null
                ? CompletableFuture.failedFuture(new CancellationException())
                : warm(chosen).explain(read, label);
    }

    /** Asks which articles that the run was trained on are much like one. */
    CompletableFuture<List<SimilarArticle>> similar(Article read, int count, Progress progress) {
        RunChoice chosen = run().get();
        return chosen == null
                ? CompletableFuture.failedFuture(new CancellationException())
                : warm(chosen).similar(read, count, progress);
    }

    /** Whether an answer came of a question. */
    private boolean heard(WarmClassifier.@Nullable Answer answer, @Nullable String known, @Nullable Throwable problem) {
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        if (cause instanceof CancellationException || article.blank()) {
            return false; // a later question will be answered, or there is nothing to ask any more
        }
        busy.set(false);
        if (cause != null) {
            trouble.tell(cause);
            result.set(null);
            return false;
        }
        trouble.forget();
        result.set(answer == null ? null : new Result(answer, known));
        return answer != null;
    }
}
