package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.Classification;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.Split;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.corpus.Splitter;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
    @TempDir
    Path folder;

    private TrainingRun run(int stopAfter) {
        int[] left = {stopAfter};
        return new TrainingRun(TinyRun.MODELS, "test", new RunListener() {}, () -> left[0]-- <= 0);
    }

    private RunResult finished() throws IOException {
        return run(Integer.MAX_VALUE).start(folder, "one", TinyRun.settings(TinyRun.data(folder), 20));
    }

    @Test
    void aFinishedRunHoldsWhatItPromises() throws IOException {
        RunResult result = finished();
        RunFolder run = result.folder();
        assertThat(run.finished()).isTrue();
        JsonNode metrics = new ObjectMapper().readTree(run.metrics().toFile());
        JsonNode test = metrics.get("test");
        assertThat(test.get("n").asInt()).isEqualTo(6);
        assertThat(test.get("f1_interval").get(0).asDouble())
                .isLessThanOrEqualTo(test.get("f1").asDouble());
        assertThat(test.get("confusion")).hasSize(3);
        List<String> events = Files.readAllLines(run.events()).stream()
                .filter(line -> !line.contains("\"event\":\"reading\"")) // as often as the time allows
                .toList();
        assertThat(events).hasSize(2 + 20 * 6 + 21 + 1);
        assertThat(new ObjectMapper()
                        .readTree(events.get(events.size() - 1))
                        .get("event")
                        .asText())
                .isEqualTo("test");
        RunManifest manifest = RunManifest.read(run.manifest());
        assertThat(manifest.settings()).isEqualTo(TinyRun.settings(folder.resolve("words.csv"), 20));
        assertThat(manifest.labels()).containsExactly("class-0", "class-1", "class-2");
        assertThat(manifest.splitHash()).hasSize(64);
        assertThat(manifest.modelFiles()).containsKeys("config.json", "model.safetensors", "tokenizer.json");
        for (String file :
                List.of("adapter_config.json", "adapter_model.safetensors", "bunrui.json", "tokenizer.json")) {
            assertThat(run.adapter().resolve(file)).exists();
        }
    }

    @Test
    void theKeptAdapterClassifiesTheTestArticlesAsTheRunDid() throws IOException {
        RunResult result = finished();
        Split split = Splitter.split(
                DataReader.read(folder.resolve("words.csv"), Columns.GUESSED).parts(), SplitPlan.STANDARD);
        Map<String, float[]> noted = new HashMap<>();
        for (String line : Files.readAllLines(result.folder().predictions("test"))) {
            JsonNode prediction = new ObjectMapper().readTree(line);
            float[] logits = new float[3];
            for (int c = 0; c < 3; c++) {
                logits[c] = (float) prediction.get("logits").get(c).asDouble();
            }
            noted.put(prediction.get("id").asText(), logits);
        }
        assertThat(noted.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        split.test().stream().map(Article::id).toList());
        try (ArticleClassifier classifier = ArticleClassifier.open(
                result.folder().adapter(),
                TinyRun.MODELS.locate(TinyRun.settings(folder, 1).model()),
                ArticleClassifier.reading(new Template("{body}"), 32, Truncation.BODY),
                ComputeDevice.CPU,
                Precision.FP32)) {
            List<ArticleClassifier.Classified> together = new ArrayList<>();
            classifier.classify(split.test(), together::add);
            for (ArticleClassifier.Classified each : together) {
                Classification classification = each.classification();
                assertThat(classification.logits())
                        .containsExactly(noted.get(each.article().id()), within(1e-5f));
                assertThat(classification.probabilities().values().stream()
                                .mapToDouble(p -> p)
                                .sum())
                        .isCloseTo(1, within(1e-9));
                classifier.classify(
                        List.of(each.article()),
                        alone -> assertThat(alone.classification().label()).isEqualTo(classification.label()));
            }
        }
    }

    @Test
    void aRunThatWasAskedToStopGoesOnToTheSameEnd() throws IOException {
        Path data = TinyRun.data(folder);
        RunResult whole = run(Integer.MAX_VALUE).start(folder, "whole", TinyRun.settings(data, 4));
        assertThatThrownBy(() -> run(9).start(folder, "stopped", TinyRun.settings(data, 4)))
                .isInstanceOf(StoppedException.class);
        RunFolder stopped = RunFolder.find(folder, "stopped");
        assertThat(stopped.finished()).isFalse();
        RunResult resumed = run(Integer.MAX_VALUE).resume(stopped);
        assertThat(resumed.test()).isEqualTo(whole.test());
        assertThat(run(Integer.MAX_VALUE).resume(stopped).test()).isEqualTo(whole.test());
    }

    @Test
    void aRunIsNotResumedOnOtherArticles() throws IOException {
        RunResult result = finished();
        Files.writeString(
                folder.resolve("words.csv"),
                Files.readString(folder.resolve("words.csv")).replaceFirst("w\\d+ ", "w9 "));
        assertThatThrownBy(() -> run(Integer.MAX_VALUE).resume(result.folder()))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("resume.data"));
    }

    @Test
    void aNameThatIsTakenIsRefusedAndTheRunUnderItIsLeftAlone() throws IOException {
        RunResult result = finished();
        String before = Files.readString(result.folder().manifest());
        assertThatThrownBy(() ->
                        run(Integer.MAX_VALUE).start(folder, "one", TinyRun.settings(folder.resolve("words.csv"), 1)))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("run.taken"));
        assertThat(Files.readString(result.folder().manifest())).isEqualTo(before);
    }

    @Test
    void aWrongRequestLeavesNoRunBehind() throws IOException {
        Path runs = folder.resolve("runs");
        Path data = TinyRun.data(folder);
        RunSettings right = TinyRun.settings(data, 1);
        RunSettings tooLong = new RunSettings(
                right.model(),
                data,
                right.columns(),
                "2",
                64,
                right.truncation(),
                right.split(),
                right.lora(),
                right.training(),
                "cpu",
                "fp32",
                WeightFormat.FULL);
        assertThatThrownBy(() -> run(Integer.MAX_VALUE).start(runs, "", tooLong))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("length.model"));
        assertThat(runs).doesNotExist();
    }

    @Test
    void eachStageIsNotedInTheFolderBeforeItBegins() throws IOException {
        RunFolder asked = RunRequest.make(folder, "asked", TinyRun.settings(TinyRun.data(folder), 1));
        List<Optional<RunListener.Stage>> noted = new ArrayList<>();
        RunListener watching = new RunListener() {
            @Override
            public void stage(Stage stage) {
                noted.add(asked.stageNoted());
            }
        };
        assertThat(asked.stageNoted()).isEmpty();
        new TrainingRun(TinyRun.MODELS, "test", watching, () -> false).resume(asked);
        assertThat(noted)
                .containsExactlyElementsOf(Arrays.stream(RunListener.Stage.values())
                        .map(Optional::of)
                        .toList());
    }

    @Test
    void baselinesThatAreThereAlreadyAreNoStageOfTheNextRun() throws IOException {
        RunSettings settings = TinyRun.settings(TinyRun.data(folder), 1);
        List<RunListener.Stage> stages = new ArrayList<>();
        RunListener watching = new RunListener() {
            @Override
            public void stage(Stage stage) {
                stages.add(stage);
            }
        };
        new TrainingRun(TinyRun.MODELS, "test", watching, () -> false).start(folder, "first", settings);
        assertThat(stages).containsExactly(RunListener.Stage.values());
        stages.clear();
        new TrainingRun(TinyRun.MODELS, "test", watching, () -> false).start(folder, "second", settings);
        assertThat(stages)
                .containsExactly(
                        RunListener.Stage.READING,
                        RunListener.Stage.LOADING,
                        RunListener.Stage.TRAINING,
                        RunListener.Stage.TESTING);
    }
}
