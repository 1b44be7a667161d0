package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.Classification;
import dev.bunrui.classify.explain.Explainer;
import dev.bunrui.classify.explain.Explanation;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.SimilarArticle;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.WarmClassifier.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process that holds a real run ready. */
@Timeout(120)
class WarmClassifierTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    static Path home;

    private static AppFolders folders;
    private static RunFolder run;

    @BeforeAll
    static void train() throws Exception {
        folders = new AppFolders(Path.of(""), home);
        run = TinyRun.trained(folders, "run", TinyRun.data(home), 2);
    }

    private static WarmClassifier classifier(Duration patience) {
        return new WarmClassifier(folders, run, patience);
    }

    private static Classification here(String body) {
        List<Classification> said = new ArrayList<>();
        try (ArticleClassifier classifier =
                RunClassifier.open(run, new ModelLocator(folders.assets()), "auto", "auto")) {
            classifier.classify(
                    List.of(new Article("", "", body, null, Map.of())), each -> said.add(each.classification()));
        }
        return said.get(0);
    }

    @Test
    void itAnswersAsTheRunDoesWithoutBeingStartedAgain() {
        ProcessHandle process;
        try (WarmClassifier classifier = classifier(LONG)) {
            assertThat(classifier.handle()).isEmpty();
            assertThat(classifier.classify("", "w12 w14 w15").join().classification())
                    .usingRecursiveComparison()
                    .isEqualTo(here("w12 w14 w15"));
            process = classifier.handle().orElseThrow();
            assertThat(classifier.classify("題\n名", "「本文」\n二行目 w40").join().classification())
                    .usingRecursiveComparison()
                    .isEqualTo(here("「本文」\n二行目 w40"));
            assertThat(classifier.handle()).contains(process);
        }
        process.onExit().join();
    }

    @Test
    void ofQuestionsThatComeFasterThanAnswersTheLatestIsAnswered() {
        try (WarmClassifier classifier = classifier(LONG)) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(classifier.classify("", "w" + (10 + i)));
            }
            assertThat(answers.get(39).join().classification())
                    .usingRecursiveComparison()
                    .isEqualTo(here("w49"));
            assertThat(answers).allMatch(CompletableFuture::isDone);
            // The process takes far longer to start than the questions took to come.
            assertThat(answers.stream().filter(CompletableFuture::isCancelled)).isNotEmpty();
        }
    }

    private static Article article(String body) {
        return new Article("", "", body, null, Map.of());
    }

    private static Explanation explainedHere(String body, @Nullable String label) {
        try (ArticleClassifier classifier =
                        RunClassifier.open(run, new ModelLocator(folders.assets()), "auto", "auto");
                Explainer explainer = new Explainer(classifier)) {
            return explainer.explain(article(body), label, () -> {});
        }
    }

    @Test
    void itExplainsAsTheRunDoesAnyClassThatIsAskedFor() {
        try (WarmClassifier classifier = classifier(LONG)) {
            String body = "w12 w14。\nw40 😀 w41。";
            assertThat(classifier.explain(article(body), null).join()).isEqualTo(explainedHere(body, null));
            ProcessHandle process = classifier.handle().orElseThrow();
            assertThat(classifier.explain(article(body), "class-2").join()).isEqualTo(explainedHere(body, "class-2"));
            assertThatThrownBy(() -> classifier.explain(article(body), "いない").join())
                    .cause()
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("いない");
            assertThat(classifier.classify("", "w12").join().classification().label())
                    .isEqualTo(here("w12").label());
            assertThat(classifier.handle()).contains(process);
        }
    }

    @Test
    void ofExplanationsThatAreAskedFasterThanAnsweredTheLatestIsGivenAndClassesAreToldMeanwhile() {
        try (WarmClassifier classifier = classifier(LONG)) {
            List<CompletableFuture<Explanation>> explanations = new ArrayList<>();
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            String lines = "w12 w14。\n".repeat(6);
            for (int i = 0; i < 40; i++) {
                explanations.add(classifier.explain(article(lines + "w" + (10 + i)), null));
                answers.add(classifier.classify("", "w" + (10 + i)));
            }
            assertThat(answers.get(39).join().classification())
                    .usingRecursiveComparison()
                    .isEqualTo(here("w49"));
            assertThat(explanations.get(39).join()).isEqualTo(explainedHere(lines + "w49", null));
            assertThat(explanations).allMatch(CompletableFuture::isDone);
            assertThat(explanations.stream().filter(CompletableFuture::isCancelled))
                    .isNotEmpty();
        }
    }

    @Test
    void similarTrainingArticlesAreFoundAndTheirStatesAreKept() throws Exception {
        Path kept = run.path().resolve("neighbours.bin");
        List<Integer> read = new CopyOnWriteArrayList<>();
        List<SimilarArticle> found;
        try (WarmClassifier classifier = classifier(LONG)) {
            found = classifier
                    .similar(article("w12 w14 w15"), 5, (done, all) -> read.add(all))
                    .join();
            assertThat(read).isNotEmpty().allMatch(all -> all == 48);
            assertThat(found)
                    .hasSize(5)
                    .isSortedAccordingTo(
                            Comparator.comparing(SimilarArticle::cosine).reversed());
            assertThat(kept).isRegularFile();
            // Of one of them itself it is the nearest.
            SimilarArticle third = found.get(2);
            List<SimilarArticle> again = classifier
                    .similar(third.article(), 1, (done, all) -> read.clear())
                    .join();
            assertThat(again.get(0).article().body()).isEqualTo(third.article().body());
            assertThat(again.get(0).cosine()).isCloseTo(1, within(1e-5));
        }
        read.clear();
        try (WarmClassifier classifier = classifier(LONG)) {
            assertThat(classifier
                            .similar(article("w12 w14 w15"), 5, (done, all) -> read.add(all))
                            .join())
                    .usingRecursiveComparison()
                    .isEqualTo(found);
            assertThat(read).isEmpty();
        }
    }

    @Test
    void aSearchWhoseArticlesAreGoneIsRefusedAndTheProcessStays() throws Exception {
        Path data = home.resolve("words.csv");
        Path aside = home.resolve("aside.csv");
        Files.move(data, aside);
        try (WarmClassifier classifier = classifier(LONG)) {
            assertThatThrownBy(() -> classifier
                            .similar(article("w12"), 5, (done, all) -> {})
                            .join())
                    .cause()
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("words.csv");
            ProcessHandle process = classifier.handle().orElseThrow();
            classifier.classify("", "w12").join();
            assertThat(classifier.handle()).contains(process);
        } finally {
            Files.move(aside, data);
        }
    }

    @Test
    void anExplanationThatIsTakenBackIsNotWaitedForAndTheNextOneIsGiven() {
        try (WarmClassifier classifier = classifier(LONG)) {
            CompletableFuture<Explanation> first = classifier.explain(article("w12 w14"), null);
            first.cancel(false);
            assertThat(classifier.classify("", "w12").join().classification().label())
                    .isEqualTo(here("w12").label());
            assertThat(classifier.explain(article("w12 w15"), null).join()).isEqualTo(explainedHere("w12 w15", null));
        }
    }

    @Test
    void explanationsThatWereNotGivenAreCancelledWithTheClassifier() {
        CompletableFuture<Explanation> asked;
        try (WarmClassifier classifier = classifier(LONG)) {
            asked = classifier.explain(article("w12 w14"), null);
        }
        assertThat(asked).isCancelled();
    }

    @Test
    void memoryIsGivenBackAfterAWhileAndTheNextQuestionIsAnsweredNonetheless() {
        try (WarmClassifier classifier = classifier(Duration.ofSeconds(1))) {
            classifier.classify("", "w12").join();
            classifier.handle().ifPresent(process -> process.onExit().join());
            assertThat(classifier.classify("", "w12").join().classification().label())
                    .isEqualTo(here("w12").label());
        }
    }

    @Test
    void memoryIsGivenBackWhenARunBeginsAndQuestionsAreAnsweredBesideIt() throws Exception {
        BackgroundService background = new BackgroundService(folders);
        try (WarmClassifier classifier = classifier(LONG)) {
            classifier.classify("", "w12").join();
            ProcessHandle warm = classifier.handle().orElseThrow();
            RunFolder training =
                    RunRequest.make(folders.runs(), "training", TinyRun.settings(home.resolve("words.csv"), 1000));
            background.ask(training);
            Process service = background.process().start();
            warm.onExit().join();
            Followed.awaitSteps(training, 1);
            assertThat(classifier.classify("", "w12").join().classification().label())
                    .isEqualTo(here("w12").label());
            ProcessHandle beside = classifier.handle().orElseThrow();
            Followed.awaitSteps(training, (int) RunSummary.of(training).step() + 50);
            assertThat(beside.isAlive()).isTrue();
            background.stop(training);
            assertThat(service.waitFor()).isZero();
            assertThat(classifier.classify("", "w13").join().classification().label())
                    .isEqualTo(here("w13").label());
            assertThat(classifier.handle()).contains(beside);
        }
    }

    @Test
    void aProcessThatIsKilledIsReplaced() {
        try (WarmClassifier classifier = classifier(LONG)) {
            classifier.classify("", "w12").join();
            ProcessHandle process = classifier.handle().orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
            assertThat(classifier.classify("", "w12").join().classification().label())
                    .isEqualTo(here("w12").label());
            assertThat(classifier.handle()).isPresent().get().isNotEqualTo(process);
        }
    }

    @Test
    void aRunThatIsNotFinishedIsRefusedInOneSentence() {
        RunFolder waiting = RunRequest.make(folders.runs(), "waiting", TinyRun.settings(home.resolve("words.csv"), 2));
        try (WarmClassifier classifier = new WarmClassifier(folders, waiting, LONG)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> classifier.classify("", "w12").join())
                        .cause()
                        .isInstanceOf(RequestException.class)
                        .hasMessageContaining("waiting is not finished");
            }
        }
    }
}
