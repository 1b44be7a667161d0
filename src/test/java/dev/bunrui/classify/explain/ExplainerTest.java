package dev.bunrui.classify.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.Classification;
import dev.bunrui.classify.explain.Explanation.Sentence;
import dev.bunrui.classify.explain.Explanation.Token;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.TestExample;
import dev.bunrui.experiment.TestExamples;
import dev.bunrui.experiment.TrainingRun;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.TrainingSettings;
import dev.bunrui.training.TrainingSettings.Recompute;
import dev.bunrui.training.TrainingSettings.Select;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded model, trained on the sample articles. */
@Timeout(300)
class ExplainerTest {
    private static final ModelLocator MODELS = new ModelLocator(Path.of("assets"));
    private static final Runnable ON = () -> {};

    @TempDir
    static Path home;

    private static RunFolder run;
    private static ArticleClassifier classifier;
    private static Explainer explainer;
    private static List<TestExample> examples;

    @BeforeAll
    static void train() {
        RunSettings settings = new RunSettings(
                "bunrui-mini",
                Path.of("sample-data", "articles"),
                Columns.GUESSED,
                "2",
                128,
                Truncation.BODY,
                SplitPlan.STANDARD,
                new LoraSettings(8, 16, 0, List.of("query_key_value")),
                new TrainingSettings(
                        3e-3,
                        32,
                        OptionalInt.empty(),
                        2,
                        0.5,
                        0.01,
                        42,
                        Recompute.OFF,
                        Select.BEST,
                        OptionalInt.empty()),
                "cpu",
                "fp32",
                WeightFormat.FULL);
        run = new TrainingRun(MODELS, "test", new RunListener() {}, () -> false)
                .start(home, "run", settings)
                .folder();
        classifier = RunClassifier.open(run, MODELS, "cpu", "fp32");
        explainer = new Explainer(classifier);
        examples = TestExamples.of(run, 24);
    }

    @AfterAll
    static void close() {
        explainer.close();
        classifier.close();
    }

    private static Classification classified(Article article) {
        List<Classification> said = new ArrayList<>();
        classifier.classify(List.of(article), each -> said.add(each.classification()));
        return said.get(0);
    }

    @Test
    void leavingOutWhatIsMarkedHurtsMoreThanLeavingOutTextAtRandom() {
        List<Article> articles = examples.stream().map(TestExample::article).toList();
        List<Integer> done = new ArrayList<>();
        Faithfulness measured = FaithfulnessCheck.measure(explainer, articles, 7, done::add);
        assertThat(measured.articles()).isEqualTo(articles.size());
        assertThat(measured.sentences().difference().low()).isPositive();
        assertThat(measured.tokens().difference().low()).isPositive();
        assertThat(measured.sentences().marked())
                .isGreaterThan(measured.sentences().random());
        assertThat(done).isSorted().endsWith(articles.size());
        assertThat(FaithfulnessCheck.measure(explainer, articles, 7, unused -> {}))
                .isEqualTo(measured);
    }

    @Test
    void aSentencesWeightIsWhatTheLogitsLoseWithoutIt() {
        Article article = examples.get(0).article();
        Classification whole = classified(article);
        Explanation explanation = explainer.explain(article, null, ON);
        assertThat(explanation.label()).isEqualTo(whole.label());
        assertThat(explanation.probability()).isEqualTo(whole.probabilities().get(whole.label()), within(1e-6));
        assertThat(explanation.sentences()).hasSizeGreaterThan(2);
        assertThat(explanation.sentences().get(0).place())
                .isEqualTo(new Span(Part.TITLE, 0, article.title().length()));
        // An end that tokens meet can be taken away in the text as well.
        Sentence last = explanation.sentences().stream()
                .filter(sentence -> sentence.place().part() == Part.BODY)
                .max(Comparator.comparing(sentence -> sentence.place().end()))
                .orElseThrow();
        ArticleTokens tokens = ArticleTokens.of(classifier.tokenizer(), classifier.task(), article);
        List<int[]> groups = tokens.of(List.of(last.place()));
        float[] without = classifier.network().logits(List.of(tokens.without(groups.get(0))), done -> {})[0];
        int label = classifier.task().labels().indexOf(whole.label());
        assertThat(last.weight()).isEqualTo(Margin.of(whole.logits(), label) - Margin.of(without, label), within(1e-4));
    }

    @Test
    void anyClassCanBeExplainedAndWhatSpeaksForOneSpeaksAgainstTheOthers() {
        Article article = examples.get(1).article();
        double[] sums = new double[2];
        List<String> labels = classifier.task().labels();
        for (String label : labels) {
            Explanation explanation = explainer.explain(article, label, ON);
            assertThat(explanation.label()).isEqualTo(label);
            sums[0] += explanation.sentences().get(0).weight();
            sums[1] += explanation.tokens().get(0).weight();
        }
        assertThat(sums[0]).isEqualTo(0, within(1e-4));
        assertThat(sums[1]).isEqualTo(0, within(1e-4));
        assertThatThrownBy(() -> explainer.explain(article, "いない", ON))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("いない")
                .hasMessageContaining(labels.get(0));
    }

    @Test
    void tokensLieOnTheTextAndCharactersThatWereTakenApartHaveOneWeight() {
        Article article = new Article("", "題😀", "鶏肉を炒めて、😀塩をふる。𠮷野家の味。", null, Map.of());
        Explanation explanation = explainer.explain(article, null, ON);
        assertThat(explanation.tokens().stream().map(Token::place)).doesNotHaveDuplicates();
        StringBuilder title = new StringBuilder();
        StringBuilder body = new StringBuilder();
        for (Token token : explanation.tokens()) {
            (token.place().part() == Part.TITLE ? title : body)
                    .append(token.place().of(article));
        }
        assertThat(title).hasToString(article.title());
        assertThat(body).hasToString(article.body());
        assertThat(explanation.sentences()).hasSize(3);
    }

    @Test
    void anArticleWithManyLinesIsExplainedInAsManyParts() {
        Article article = new Article("", "", "塩\n".repeat(120), null, Map.of());
        AtomicInteger steps = new AtomicInteger();
        Explanation explanation = explainer.explain(article, null, steps::incrementAndGet);
        assertThat(explanation.sentences()).hasSizeGreaterThan(32);
        assertThat(explanation.sentences().get(0).weight())
                .isEqualTo(explanation.sentences().get(1).weight());
    }

    @Test
    void anArticleOfOneSentenceOrOfNoneIsExplained() {
        for (String body : List.of("塩", "")) {
            Explanation explanation = explainer.explain(new Article("", "", body, null, Map.of()), null, ON);
            assertThat(explanation.sentences()).hasSize(body.length());
            assertThat(explanation.sentences()).allMatch(sentence -> Double.isFinite(sentence.weight()));
        }
    }

    @Test
    void anExplanationComesBackFromItsJson() {
        Explanation explanation = explainer.explain(examples.get(2).article(), null, ON);
        assertThat(ExplanationJson.read(ExplanationJson.of(explanation))).isEqualTo(explanation);
    }

    @Test
    void anExplanationCanBeStoppedAtEveryStep() {
        Article article = examples.get(3).article();
        AtomicInteger steps = new AtomicInteger();
        Explanation whole = explainer.explain(article, null, steps::incrementAndGet);
        for (int stop = 1; stop <= steps.get(); stop++) {
            AtomicInteger left = new AtomicInteger(stop);
            assertThatThrownBy(() -> explainer.explain(article, null, () -> {
                        if (left.decrementAndGet() == 0) {
                            throw new CancellationException();
                        }
                    }))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(explainer.explain(article, null, ON)).isEqualTo(whole);
    }
}
