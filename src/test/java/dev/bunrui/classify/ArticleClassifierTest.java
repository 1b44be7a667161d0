package dev.bunrui.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.classify.ArticleClassifier.Classified;
import dev.bunrui.classify.explain.Explainer;
import dev.bunrui.classify.explain.Explanation;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.FailureException;
import dev.bunrui.torch.LiveHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier whose template is the body alone, and whose tokenizer adds nothing to it. */
class ArticleClassifierTest {
    @TempDir
    static Path home;

    private static RunFolder run;
    private static ArticleClassifier classifier;

    @BeforeAll
    static void train() throws Exception {
        run = TinyRun.trained(new AppFolders(Path.of(""), home), "run", TinyRun.data(home), 1);
        classifier = RunClassifier.open(run, TinyRun.MODELS, "cpu", "fp32");
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    private static Article article(String body) {
        return new Article("", "", body, null, Map.of());
    }

    private static List<Classified> classified(String... bodies) {
        List<Classified> said = new ArrayList<>();
        classifier.classify(
                List.of(bodies).stream().map(ArticleClassifierTest::article).toList(), said::add);
        return said;
    }

    @Test
    void aTextWithoutAnyTokenGetsItsAnswerAsTheOthersDo() {
        Classified alone = classified("").get(0);
        assertThat(alone.classification().tokens()).isZero();
        assertThat(alone.classification().truncated()).isFalse();
        assertThat(alone.bodyCharsRead()).isZero();
        assertThat(alone.classification().probabilities().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(1, within(1e-9));
        List<Classified> among = classified("w12 w14", " ", "w41 w42");
        assertThat(among).extracting(each -> each.classification().tokens()).containsExactly(2, 0, 2);
        assertThat(among.get(1).classification().logits())
                .containsExactly(alone.classification().logits(), within(1e-6f));
        assertThat(among.get(0).classification().logits())
                .containsExactly(classified("w12 w14").get(0).classification().logits(), within(1e-6f));
    }

    @Test
    void aModelThatTheMemoryDoesNotHoldIsRefusedInASentenceAndLeavesNothing() {
        long before = LiveHandles.count();
        System.setProperty("bunrui.memory-limit", "100");
        try {
            assertThatThrownBy(() -> RunClassifier.open(run, TinyRun.MODELS, "cpu", "fp32"))
                    .isInstanceOfSatisfying(FailureException.class, failure -> {
                        assertThat(failure.message(Locale.ENGLISH)).contains("were asked for", "--precision bf16");
                        assertThat(failure.message(Locale.JAPANESE))
                                .contains("モデル")
                                .endsWith("。");
                    });
        } finally {
            System.clearProperty("bunrui.memory-limit");
        }
        assertThat(LiveHandles.count()).isEqualTo(before);
    }

    @Test
    void aTextWithoutAnyTokenHasNothingToExplainItsClassBy() {
        try (Explainer explainer = new Explainer(classifier)) {
            Explanation explanation = explainer.explain(article(""), null, () -> {});
            assertThat(explanation.label())
                    .isEqualTo(classified("").get(0).classification().label());
            assertThat(explanation.sentences()).isEmpty();
            assertThat(explanation.tokens()).isEmpty();
        }
    }
}
