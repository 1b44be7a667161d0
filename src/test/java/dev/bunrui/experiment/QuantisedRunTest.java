package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.explain.Explainer;
import dev.bunrui.classify.explain.Explanation;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on weights in few bits is, later on, a run on weights in few bits. */
class QuantisedRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path home;

    private static RunFolder run;

    @TempDir
    Path desk;

    @BeforeAll
    static void train() throws IOException {
        run = new TrainingRun(TinyRun.MODELS, "test", new RunListener() {}, () -> false)
                .start(home, "run", TinyRun.settings(TinyRun.data(home), 3, WeightFormat.NF4))
                .folder();
    }

    @Test
    void itsClassifierGivesTheLogitsThatItsTestNoted() throws IOException {
        try (ArticleClassifier classifier = RunClassifier.open(run, TinyRun.MODELS, "cpu", "fp32")) {
            assertThat(furthest(run, classifier)).isLessThan(1e-5);
        }
        Optional<WeightFormat> full = Optional.of(WeightFormat.FULL);
        try (ArticleClassifier classifier = RunClassifier.open(run, TinyRun.MODELS, "cpu", "fp32", full)) {
            assertThat(furthest(run, classifier)).isGreaterThan(1e-3);
        }
    }

    @Test
    void aRunWithProductsInEightBitsIsClassifiedAndExplainedWithThem() throws IOException {
        Files.createDirectory(desk.resolve("data"));
        RunFolder products = new TrainingRun(TinyRun.MODELS, "test", new RunListener() {}, () -> false)
                .start(desk, "run", TinyRun.settings(TinyRun.data(desk.resolve("data")), 3, WeightFormat.W8A8))
                .folder();
        Article article = TestExamples.of(products, 1).get(0).article();
        Map<WeightFormat, double[]> weights = new HashMap<>();
        for (WeightFormat format : List.of(WeightFormat.W8A8, WeightFormat.INT8, WeightFormat.FULL)) {
            Optional<WeightFormat> other = Optional.of(format);
            try (ArticleClassifier classifier = RunClassifier.open(products, TinyRun.MODELS, "cpu", "fp32", other);
                    Explainer explainer = new Explainer(classifier)) {
                double furthest = furthest(products, classifier);
                assertThat(furthest < 1e-5).as("%s: %s", format, furthest).isEqualTo(format == WeightFormat.W8A8);
                weights.put(
                        format,
                        explainer.explain(article, "class-1", () -> {}).tokens().stream()
                                .mapToDouble(Explanation.Token::weight)
                                .toArray());
            }
        }
        assertThat(new PearsonsCorrelation()
                        .correlation(weights.get(WeightFormat.W8A8), weights.get(WeightFormat.FULL)))
                .isGreaterThan(0.95);
        assertThat(weights.get(WeightFormat.W8A8)).isNotEqualTo(weights.get(WeightFormat.INT8));
    }

    @Test
    void itsAdapterSaysOfItselfWhatItWasTrainedOn() throws IOException {
        JsonNode said = JSON.readTree(run.adapter().resolve("bunrui.json").toFile());
        assertThat(said.get("weights").asText()).isEqualTo("nf4");
        ModelFolder model = TinyRun.MODELS.locate(
                RunManifest.read(run.manifest()).settings().model());
        try (ArticleClassifier classifier = ArticleClassifier.open(
                run.adapter(),
                model,
                ArticleClassifier.reading(new Template("{body}"), 32, Truncation.BODY),
                ComputeDevice.CPU,
                Precision.FP32)) {
            assertThat(furthest(run, classifier)).isLessThan(1e-5);
        }
    }

    @Test
    void mergedItAnswersAsItDoesOnWeightsInFullAndTheCardTellsOfTheDifference() throws IOException {
        Path merged = desk.resolve("merged");
        MergedExport.write(run, TinyRun.MODELS, merged, (bytes, all) -> {});
        ExportCheck check = new ExportChecker(run, TinyRun.MODELS, "cpu", "fp32").check(merged, home, share -> {});
        assertThat(check.relative()).isLessThan(1e-4);
        assertThat(Files.readString(merged.resolve("README.md")))
                .contains("weights in few bits (nf4)")
                .doesNotContain("@");
        assertThat(JSON.readTree(merged.resolve("bunrui.json").toFile())
                        .get("weights")
                        .asText())
                .isEqualTo("full");
    }

    @Test
    void theManifestOfARunOfBeforeThereWasTheOptionMeansWeightsInFull() throws IOException {
        ObjectNode manifest = (ObjectNode) JSON.readTree(run.manifest().toFile());
        ObjectNode settings = (ObjectNode) manifest.get("settings");
        assertThat(settings.remove("weights").asText()).isEqualTo("nf4");
        Path older = Files.writeString(desk.resolve("run.json"), manifest.toString());
        assertThat(RunManifest.read(older).settings().weights()).isEqualTo(WeightFormat.FULL);
        assertThat(RunManifest.read(older).numbers()).isEqualTo("fp32");
        assertThat(RunManifest.read(run.manifest()).numbers()).isEqualTo("fp32, nf4");
    }

    @Test
    void otherNumbersOfBitsAreRefusedByTheOptionsName() {
        assertThatThrownBy(() -> RunOptions.parse(Map.of("weights", "int4"), Path.of("")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("int4")
                .hasMessageContaining("--weights");
    }

    /** The greatest difference from a logit that the run's test noted. */
    private static double furthest(RunFolder run, ArticleClassifier classifier) throws IOException {
        Map<String, JsonNode> noted = new HashMap<>();
        for (String line : Files.readAllLines(run.predictions("test"))) {
            JsonNode prediction = JSON.readTree(line);
            noted.put(prediction.get("id").asText(), prediction.get("logits"));
        }
        List<Article> articles =
                TestExamples.of(run, 6).stream().map(TestExample::article).toList();
        assertThat(articles).hasSize(6);
        double[] furthest = {0};
        classifier.classify(articles, each -> {
            JsonNode logits = noted.get(each.article().id());
            for (int c = 0; c < 3; c++) {
                double difference =
                        each.classification().logits()[c] - logits.get(c).asDouble();
                furthest[0] = Math.max(furthest[0], Math.abs(difference));
            }
        });
        return furthest[0];
    }
}
