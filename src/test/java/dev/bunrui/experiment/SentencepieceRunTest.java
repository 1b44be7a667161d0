package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.Fixtures;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a model whose tokenizer is a sentencepiece model and that wants {@code <NL>} for line breaks. */
class SentencepieceRunTest {
    private static final List<String> TOKENIZER = List.of("spiece.model", "tokenizer_config.json");

    @TempDir
    Path folder;

    private Path model(String name) throws IOException {
        Path model = Files.createDirectory(folder.resolve(name));
        for (String file : List.of("config.json", "model.safetensors")) {
            Files.copy(Path.of("assets/models/bunrui-mini", file), model.resolve(file));
        }
        for (String file : TOKENIZER) {
            Files.copy(Fixtures.file("tokenizer/rinna").resolve(file), model.resolve(file));
        }
        return model;
    }

    private Path data() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String word = i % 2 == 0 ? "猫" : "犬";
            lines.add("{\"title\": \"%s%d\", \"body\": \"%sが%d匹\\nいる\", \"label\": \"%s\"}"
                    .formatted(word, i, word, i, word));
        }
        return Files.write(folder.resolve("data.jsonl"), lines);
    }

    private static List<float[]> logits(RunFolder run, Path model, List<Article> articles) {
        List<float[]> logits = new ArrayList<>();
        try (ArticleClassifier classifier = ArticleClassifier.open(
                run.adapter(),
                ModelFolder.open(model),
                ArticleClassifier.reading(new Template("{body}"), 8, Truncation.BODY),
                ComputeDevice.CPU,
                Precision.FP32)) {
            classifier.classify(
                    articles, each -> logits.add(each.classification().logits()));
        }
        return logits;
    }

    @Test
    void theRunKeepsAllThatItsTokenizerIsAndHowLineBreaksWereWritten() throws IOException {
        Path model = model("japanese-gpt-neox-3.6b-instruction-sft");
        Path data = data();
        RunSettings like = TinyRun.settings(data, 1);
        RunSettings settings = new RunSettings(
                model.toString(),
                data,
                Columns.GUESSED,
                "2",
                32,
                Truncation.BODY,
                SplitPlan.STANDARD,
                like.lora(),
                like.training(),
                "cpu",
                "fp32",
                WeightFormat.FULL);
        RunFolder run = new TrainingRun(TinyRun.MODELS, "test", new RunListener() {}, () -> false)
                .start(folder.resolve("runs"), "", settings)
                .folder();
        assertThat(RunManifest.read(run.manifest()).modelFiles().keySet())
                .containsExactlyInAnyOrder("config.json", "model.safetensors", "spiece.model", "tokenizer_config.json");
        for (String file : TOKENIZER) {
            assertThat(run.adapter().resolve(file)).hasSameBinaryContentAs(model.resolve(file));
        }
        assertThat(run.adapter().resolve("tokenizer.json")).doesNotExist();
        assertThat(new ObjectMapper()
                        .readTree(run.adapter().resolve("bunrui.json").toFile())
                        .get("newline")
                        .asText())
                .isEqualTo("<NL>");
        try (TextTokenizer kept = TextTokenizer.open(run.adapter().resolve("spiece.model"));
                TextTokenizer wanted = TextTokenizer.open(ModelFolder.open(model))) {
            assertThat(wanted.encode("猫が\nいる")).containsExactly(kept.encode("猫が<NL>いる"));
        }
        List<Article> articles =
                DataReader.read(data, Columns.GUESSED).parts().all().subList(0, 4);
        List<float[]> here = logits(run, model, articles);
        List<float[]> moved = logits(run, Files.move(model, folder.resolve("elsewhere")), articles);
        for (int i = 0; i < here.size(); i++) {
            assertThat(moved.get(i)).containsExactly(here.get(i), within(1e-6f));
        }
    }
}
