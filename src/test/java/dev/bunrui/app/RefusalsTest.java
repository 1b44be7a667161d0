package dev.bunrui.app;

import static dev.bunrui.app.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.TinyRun;
import dev.bunrui.llm.ModelShelf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot be worked with is said in the window in one sentence, in the language that is shown, where it belongs. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefusalsTest extends WindowTest {
    private static final String ROWS = "text,label\n文,甲\n字,甲\n語,乙\n章,乙\n詩,甲\n";

    private boolean mayGoOn() {
        return !find("wizard-next", Node.class).isDisabled();
    }

    private Path file(String name, String content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Path folder(String name, String... filesAndContents) throws IOException {
        for (int i = 0; i < filesAndContents.length; i += 2) {
            file(name + "/" + filesAndContents[i], filesAndContents[i + 1]);
        }
        return Files.createDirectories(home.resolve(name));
    }

    private static byte[] packed(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
            for (String name : entries) {
                byte[] content = name.endsWith("huge.txt")
                        ? new byte[(16 << 20) + 1]
                        : "http://example.com/1\n2020-01-01\n題\n本文\n".getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(name, true);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private Path archive(String name, String... entries) throws IOException {
        return Files.write(home.resolve(name), packed(entries));
    }

    /** What is refused, and what its sentence has to say: where, what, and the way out. */
    private Map<Path, String[]> articles() throws IOException {
        Map<Path, String[]> cases = new LinkedHashMap<>();
        cases.put(file("empty.csv", ""), words("empty.csv", "no rows"));
        cases.put(file("heading.tsv", "text\tlabel\n"), words("heading.tsv", "no rows"));
        cases.put(folder("hollow"), words("hollow", "no articles", "sub-folder"));
        cases.put(folder("folder.csv"), words("folder.csv", "no articles"));
        cases.put(folder("two", "a.csv", ROWS, "b.csv", ROWS), words("a.csv, b.csv", "train, val and test"));
        cases.put(file("single.csv", ROWS + "歌,丙\n"), words("single.csv", "丙", "one article only"));
        cases.put(file("mute.csv", "id,name,label\n1,題,甲\n"), words("mute.csv", "id, name, label", "“Body column”"));
        cases.put(file("bare.csv", "text,other\n文,甲\n"), words("bare.csv", "text, other", "“Class column”"));
        cases.put(file("twice.csv", "text,text,label\n文,文,甲\n"), words("twice.csv", "two columns", "text"));
        cases.put(file("blank.csv", "text,label\n ,甲\n ,乙\n"), words("blank.csv", "“Body column”"));
        cases.put(file("quotes.csv", "text,label\n\"開く,甲\n"), words("quotes.csv, line 2", "double quotes"));
        cases.put(file("unlabelled.csv", ROWS + "歌,\n"), words("unlabelled.csv, line 7", "label", "fill it in"));
        cases.put(
                file("broken.jsonl", "{\"body\":\"文\",\"label\":\"甲\"}\n{\"body\":\n"),
                words("broken.jsonl, line 2", "no valid JSON"));
        cases.put(file("list.jsonl", "[1]\n"), words("list.jsonl, line 1", "no JSON object"));
        cases.put(
                file("gap.jsonl", "{\"body\":\"文\",\"label\":\"甲\"}\n{\"body\":\"字\"}\n"),
                words("gap.jsonl, line 2", "\"label\" is missing"));
        cases.put(
                file("nested.jsonl", "{\"body\":[\"文\"],\"label\":\"甲\"}\n"),
                words("nested.jsonl, line 1", "neither a text nor a number"));
        cases.put(
                Files.write(home.resolve("excel.csv"), new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0}),
                words("excel.csv, line 1", "zero byte", "UTF-8"));
        cases.put(file("plain.tar.gz", "no archive"), words("plain.tar.gz", "not compressed with gzip"));
        byte[] whole = packed("甲/甲-1.txt", "甲/甲-2.txt", "乙/乙-1.txt", "乙/乙-2.txt");
        cases.put(
                Files.write(home.resolve("cut.tar.gz"), Arrays.copyOf(whole, whole.length * 2 / 3)),
                words("cut.tar.gz", "ends too early"));
        cases.put(archive("out.tgz", "../甲/甲-1.txt"), words("out.tgz", "../甲/甲-1.txt", "leads out"));
        cases.put(archive("none.tgz", "readme.md"), words("none.tgz", "no articles"));
        cases.put(archive("mixed.tgz", "x/甲/甲-1.txt", "y/乙/乙-1.txt"), words("mixed.tgz", "\"x\"", "\"y\""));
        cases.put(archive("large.tgz", "甲/huge.txt"), words("large.tgz", "huge.txt", "16 MB"));
        cases.put(folder("half", "train.csv", ROWS), words("half", "train", "lacks"));
        cases.put(folder("both", "train.csv", ROWS, "train.tsv", ROWS), words("both", "train.csv", "train.tsv"));
        cases.put(
                folder("uneven", "train.csv", ROWS, "val.csv", ROWS, "test.csv", "text,title,label\n文,題,甲\n"),
                words("test.csv has titles", "“Title column”"));
        cases.put(
                folder("stranger", "train.csv", ROWS, "val.csv", ROWS, "test.csv", "text,label\n文,丁\n"),
                words("test", "丁", "train.csv"));
        cases.put(file("few.csv", "text,label\n文,甲\n文,甲\n字,乙\n字,乙\n"), words("too few different", "add articles"));
        return cases;
    }

    private static String[] words(String... words) {
        return words;
    }

    @Test
    void articlesThatCannotBeLearnedFromAreRefusedBesideTheirPath() throws Exception {
        click("place-wizard");
        click("data-own");
        for (Map.Entry<Path, String[]> refused : articles().entrySet()) {
            String path = refused.getKey().toString();
            type("data-path", path);
            refused("data-problem", refused.getValue());
            assertThat(mayGoOn()).as(path).isFalse();
            assertThat(find("data-path", TextInputControl.class).getText()).isEqualTo(path);
        }
    }

    @Test
    @SuppressWarnings("unchecked") // the page's own boxes
    void columnsThatCannotBeRightAreRefusedAndStayAsTheyWereChosen() throws Exception {
        Path file = file("a.csv", ROWS);
        click("place-wizard");
        click("data-own");
        type("data-path", file.toString());
        says("data-summary", text -> text.startsWith("5 articles"));
        ComboBox<String> label = appearing("label-column", ComboBox.class);
        ComboBox<String> body = appearing("body-column", ComboBox.class);
        robot.interact(() -> {
            body.setValue("text");
            label.setValue("text");
        });
        refused("data-problem", "a.csv", "\"text\"", "two purposes", "“");
        assertThat(label.getValue()).isEqualTo("text");
        robot.interact(() -> label.setValue("label"));
        says("data-summary", text -> text.startsWith("5 articles"));
        click("step-review");
        Files.writeString(file, ROWS.replace("label", "class"));
        click("step-data");
        refused("data-problem", "a.csv", "no column \"label\"", "text, class", "“Class column”");
        assertThat(mayGoOn()).isFalse();
    }

    @Test
    void modelsThatCannotBeUsedAreRefusedBesideTheTable() throws Exception {
        Map<String, Path> models = new LinkedHashMap<>();
        for (String name :
                new String[] {"gone", "bare", "garbled", "family", "weights", "cut", "shape", "ids", "words"}) {
            Path model = TinyRun.model(home.resolve("model-" + name));
            new ModelShelf(folders.models()).add(model);
            models.put(name, model);
        }
        Files.move(models.get("gone"), home.resolve("moved"));
        Files.delete(models.get("bare").resolve("config.json"));
        Files.writeString(models.get("garbled").resolve("config.json"), "{\n\"model_type\":");
        change(models.get("family").resolve("config.json"), text -> text.replace("gpt_neox", "mamba"));
        byte[] weights = Files.readAllBytes(models.get("weights").resolve("model.safetensors"));
        Files.delete(models.get("weights").resolve("model.safetensors"));
        Files.write(models.get("cut").resolve("model.safetensors"), Arrays.copyOf(weights, weights.length - 64));
        change(
                models.get("shape").resolve("config.json"),
                text -> text.replaceAll("\"vocab_size\": (\\d+)", "\"vocab_size\": 1$1"));
        click("place-wizard");
        says("data-summary", text -> text.startsWith("216 articles"));
        click("step-model");
        TableView<?> table = appearing("models", TableView.class);
        await(find("wizard-next", Node.class).disabledProperty(), disabled -> !disabled);
        Map<String, String[]> sentences = new LinkedHashMap<>();
        sentences.put("gone", words("model-gone", "nor a folder"));
        sentences.put("bare", words("model-bare", "no config.json"));
        sentences.put("garbled", words("model-garbled", "config.json", "line 2", "not valid JSON"));
        sentences.put("family", words("config.json", "“mamba”", "gpt_neox"));
        sentences.put("weights", words("model-weights", "model.safetensors"));
        sentences.put("cut", words("model.safetensors", "not whole", "Download"));
        sentences.put("shape", words("embed_in", "config.json"));
        for (Map.Entry<String, String[]> refused : sentences.entrySet()) {
            choose(table, models.get(refused.getKey()));
            refused("model-refusal", refused.getValue());
            assertThat(mayGoOn()).as(refused.getKey()).isFalse();
        }
        // A tokenizer is opened when it is needed: for the articles' lengths, and for the template's preview.
        Files.writeString(models.get("ids").resolve("tokenizer.json"), "{\"version\": \"1.0\"");
        choose(table, models.get("ids"));
        says("model-verdict", text -> !text.isEmpty());
        click("step-template");
        refused("template-problem", "512 tokens", "at most 32", "“Longest text in tokens”");
        type("max-length", "16");
        refused("template-problem", "tokenizer.json", "cannot be read as a tokenizer");
        assertThat(mayGoOn()).isFalse();
        Files.copy(
                Path.of("assets/models/bunrui-mini/tokenizer.json"),
                Files.createDirectories(models.get("words")).resolve("tokenizer.json"),
                StandardCopyOption.REPLACE_EXISTING);
        click("step-model");
        choose(table, models.get("words"));
        says("model-verdict", text -> !text.isEmpty());
        click("step-template");
        refused("template-problem", "tokenizer.json", "gives the token", "the same model");
    }

    private static void change(Path file, UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    private void choose(TableView<?> table, Path model) {
        robot.interact(() -> {
            for (int row = 0; row < table.getItems().size(); row++) {
                if (String.valueOf(table.getItems().get(row)).contains("id=" + model + ",")) {
                    table.getSelectionModel().select(row);
                }
            }
        });
    }

    @Test
    void templatesAndLengthsThatCannotBeAreRefusedBelowThem() throws Exception {
        click("place-wizard");
        click("data-own");
        type("data-path", file("a.csv", ROWS).toString());
        says("data-summary", text -> text.startsWith("5 articles"));
        click("step-template");
        click("template-own");
        for (String[] template : new String[][] {
            {"", "lacks {body}"},
            {"記事:", "記事:", "lacks {body}"},
            {"{body}{body}", "more than once"},
            {"{text}{body}", "{text}", "{title} and {body}"},
            {"{title}{body}", "no titles", "“Title column”"}
        }) {
            type("template-text", template[0]);
            refused("template-problem", Arrays.copyOfRange(template, 1, template.length));
            assertThat(mayGoOn()).as(template[0]).isFalse();
            assertThat(find("template-text", TextInputControl.class).getText()).isEqualTo(template[0]);
        }
        type("template-text", "次の記事を分類します。\n{body}");
        for (String[] length : new String[][] {
            {"many", "“Longest text in tokens” takes a whole number", "many"},
            {"1e9", "“Longest text in tokens” takes a whole number", "1e9"},
            {"0", "(0)", "at least"},
            {"-5", "(-5)", "at least"},
            {"3", "smaller than the template", "“Longest text in tokens”"},
            {"4096", "4,096 tokens", "“Longest text in tokens”"}
        }) {
            type("max-length", length[0]);
            refused("template-problem", Arrays.copyOfRange(length, 1, length.length));
            assertThat(mayGoOn()).as(length[0]).isFalse();
        }
        type("max-length", "64");
        says("template-problem", String::isEmpty);
        says("classified-token", text -> !text.isEmpty());
    }

    @Test
    void settingsThatCannotBeAreRefusedBelowTheirFields() throws Exception {
        click("place-wizard");
        says("data-summary", text -> text.startsWith("216 articles"));
        click("step-training");
        TitledPane expert = appearing("expert-settings", TitledPane.class);
        robot.interact(() -> expert.setExpanded(true));
        for (String[] setting : new String[][] {
            {"lr", "0", "above 0", "“Learning rate”"},
            {"lr", "-1", "-1", "“Learning rate”"},
            {"lr", "NaN", "NaN", "“Learning rate”"},
            {"lr", "1e999", "1e999", "“Learning rate”"},
            {"epochs", "0", "at least 1", "“Epochs”"},
            {"epochs", "1.5", "whole number", "1.5"},
            {"epochs", "99999999999", "whole number", "“Epochs”"},
            {"batch-size", "0", "at least 1", "“Batch size”"},
            {"lora-r", "0", "at least 1", "“LoRA rank”"},
            {"seed", "seven", "whole number", "“Seed”"},
            {"lora-alpha", "0", "above 0", "“LoRA alpha”"},
            {"lora-dropout", "1", "below 1", "“LoRA dropout”"},
            {"target-modules", ",", "“Target modules”", "query_key_value"},
            {"target-modules", "q_proj", "q_proj", "query_key_value"},
            {"warmup-epochs", "11", "11", "“Warm-up epochs”"},
            {"warmup-epochs", "-1", "-1", "“Warm-up epochs”"},
            {"weight-decay", "-0.1", "-0.1", "“Weight decay”"},
            {"patience", "0", "at least 1", "“Patience”"},
            {"micro-batch", "0", "at least 1", "“Micro-batch”"},
            {"device", "gpu", "gpu", "auto, cpu", "“Device”"},
            {"device", "cuda:99", "cuda:99", "“Device”"}
        }) {
            String field = "setting-" + setting[0];
            String before = appearing(field, TextInputControl.class).getText();
            robot.interact(() -> expert.setExpanded(false));
            type(field, setting[1]);
            refused(field + "-problem", Arrays.copyOfRange(setting, 2, setting.length));
            assertThat(mayGoOn()).as(field).isFalse();
            assertThat(text("wizard-lacking")).isEqualTo(text(field + "-problem"));
            boolean common =
                    robot.lookup("#expert-settings #" + field).tryQuery().isEmpty();
            assertThat(expert.isExpanded()).as(field).isEqualTo(!common);
            type(field, before);
            says(field + "-problem", String::isEmpty);
        }
    }
}
