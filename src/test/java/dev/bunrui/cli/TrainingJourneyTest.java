package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From articles to a trained run, and on to its use, as a person types it. */
class TrainingJourneyTest {
    @TempDir
    static Path home;

    private static CommandRun trained;

    /** Texts of three classes; a class shows in which words are frequent. */
    private static Path words() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder("text,label,number\n");
        for (int i = 0; i < 60; i++) {
            int label = i % 3;
            for (int word = 0; word < 6 + i % 9; word++) {
                csv.append('w').append(10 + 15 * label + random.nextInt(15)).append(' ');
            }
            csv.append(",種類").append(label).append(',').append(i).append('\n');
        }
        return Files.writeString(home.resolve("言葉.csv"), csv);
    }

    @BeforeAll
    static void train() throws Exception {
        trained = CommandRun.of(
                home,
                "train",
                "--model",
                CommandRun.MODEL,
                "--data",
                words().toString(),
                "--template",
                "2",
                "--max-length",
                "32",
                "--lr",
                "1e-2",
                "--batch-size",
                "8",
                "--epochs",
                "3",
                "--lora-r",
                "4",
                "--lora-alpha",
                "8",
                "--device",
                "cpu",
                "--precision",
                "fp32",
                "--name",
                "試し",
                "--json");
    }

    @Test
    void trainingEndsWithOneLineOfJsonAndSpeaksOnStandardError() throws Exception {
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.json()).hasSize(1);
        JsonNode result = trained.json().get(0);
        assertThat(result.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("run", "test", "best_epoch", "val_f1");
        assertThat(result.at("/test/f1_interval")).hasSize(2);
        assertThat(Path.of(result.get("run").asText()))
                .isEqualTo(home.resolve("runs").resolve("試し"));
        assertThat(trained.err()).contains("Epoch 3: loss", "Macro-F1", "種類0", "Run: ");
    }

    @Test
    void finishedRunIsListedAndShown() throws Exception {
        JsonNode listed = CommandRun.of(home, "runs", "list", "--json").json().stream()
                .filter(run -> run.get("name").asText().equals("試し"))
                .findFirst()
                .orElseThrow();
        assertThat(listed.get("state").asText()).isEqualTo("finished");
        assertThat(listed.get("test").get("f1"))
                .isEqualTo(trained.json().get(0).get("test").get("f1"));
        String shown = CommandRun.of(home, "runs", "show", "試し").out();
        assertThat(shown).contains("finished", "--lora-r", "種類2", "95 % interval");
    }

    @Test
    void aTrialTellsMemoryAndTimeAndMakesNoRun() throws Exception {
        List<String> line = List.of("train", "--model", CommandRun.MODEL, "--data", words().toString(), "--preflight");
        Path elsewhere = Files.createDirectory(home.resolve("試走"));
        CommandRun tried = CommandRun.of(
                elsewhere,
                Stream.concat(line.stream(), Stream.of("--max-length", "32", "--epochs", "3", "--json"))
                        .toArray(String[]::new));
        assertThat(tried.code()).as(tried.err()).isZero();
        JsonNode found = tried.json().get(0);
        assertThat(found.get("step_seconds").asDouble()).isPositive();
        assertThat(found.get("seconds").asDouble())
                .isGreaterThan(found.get("step_seconds").asDouble());
        assertThat(tried.err()).contains("Tried with the longest articles");
        assertThat(elsewhere.resolve("runs")).doesNotExist();
        CommandRun refused = CommandRun.of(
                elsewhere,
                Stream.concat(line.stream(), Stream.of("--background")).toArray(String[]::new));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--preflight", "--background");
    }

    @Test
    void aRunIsTriedBeforeItsFirstStepOnly() throws Exception {
        List<String> events = Files.readAllLines(home.resolve("runs/試し/events.jsonl")).stream()
                .filter(line -> !line.contains("\"event\":\"reading\""))
                .toList();
        assertThat(events.get(0)).contains("\"event\":\"preflight\"", "\"seconds\":");
        assertThat(events.get(1)).contains("\"event\":\"start\"");
        assertThat(events.stream().filter(line -> line.contains("preflight"))).hasSize(1);
    }

    @Test
    void resumingAFinishedRunGivesItsResultAgain() throws Exception {
        CommandRun again = CommandRun.of(home, "train", "--resume", "試し", "--json");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().get(0).get("test").get("f1"))
                .isEqualTo(trained.json().get(0).get("test").get("f1"));
    }

    @Test
    void oneArticleIsClassified() throws Exception {
        CommandRun run = CommandRun.of(home, "classify", "--run", "試し", "--body", "w12 w14 w15 w20", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode said = run.json().get(0);
        assertThat(said.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("label", "probabilities", "logits", "tokens", "truncated");
        assertThat(said.get("probabilities").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("種類0", "種類1", "種類2");
        assertThat(said.get("label").asText()).isEqualTo("種類0");
        assertThat(CommandRun.of(home, "classify", "--run", "試し", "--body", "w12")
                        .out())
                .contains("種類0", "#");
    }

    @Test
    void fileIsClassifiedWithItsOwnFields() throws Exception {
        Path input = Files.writeString(
                home.resolve("入力.jsonl"),
                "{\"id\":7,\"body\":\"w12 w14\",\"label\":\"種類0\"}\n{\"id\":8,\"body\":\"w40 w42\",\"label\":\"種類2\"}\n");
        CommandRun run = CommandRun.of(home, "classify", "--run", "試し", "--input", input.toString(), "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json()).hasSize(2);
        JsonNode second = run.json().get(1);
        assertThat(second.get("id").asInt()).isEqualTo(8);
        assertThat(second.get("body").asText()).isEqualTo("w40 w42");
        assertThat(second.get("input_label").asText()).isEqualTo("種類2");
        assertThat(second.get("probabilities")).hasSize(3);

        Path lines = home.resolve("結果.jsonl");
        CommandRun written = CommandRun.of(
                home, "classify", "--run", "試し", "--input", input.toString(), "--output", lines.toString());
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(new ObjectMapper().readTree(Files.readAllLines(lines).get(1)))
                .isEqualTo(second);

        Path table = home.resolve("結果.csv");
        CommandRun.of(home, "classify", "--run", "試し", "--input", input.toString(), "--output", table.toString());
        List<String> rows = Files.readAllLines(table);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0))
                .isEqualTo("body,input_label,id,label,probability,tokens,truncated,"
                        + "probability.種類0,probability.種類1,probability.種類2");
        assertThat(rows.get(2)).startsWith("w40 w42,種類2,8,");
    }

    @Test
    void anExplanationTellsWhichSentencesSpeakForAClass() throws Exception {
        String title = "w2";
        String body = "w12 w14 w15。\nw40 w42 w41！ w13";
        CommandRun run =
                CommandRun.of(home, "classify", "--run", "試し", "--title", title, "--body", body, "--explain", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode answer = run.json().get(0);
        JsonNode explanation = answer.get("explanation");
        assertThat(explanation.get("class")).isEqualTo(answer.get("label"));
        assertThat(explanation.get("sentences")).hasSize(3);
        String clean = "w12 w14 w15。\nw40 w42 w41! w13";
        for (JsonNode sentence : explanation.get("sentences")) {
            assertThat(sentence.get("part").asText()).isEqualTo("body");
            assertThat(clean.substring(
                            sentence.get("start").asInt(), sentence.get("end").asInt()))
                    .isIn("w12 w14 w15。", "w40 w42 w41!", "w13");
        }
        assertThat(explanation.get("tokens").get(0).get("weight").isNumber()).isTrue();

        CommandRun other = CommandRun.of(
                home, "--lang", "en", "classify", "--run", "試し", "--body", body, "--explain", "--class", "種類2");
        assertThat(other.code()).as(other.err()).isZero();
        assertThat(other.out()).contains("What speaks for 種類2").containsPattern("[+-]\\d+\\.\\d\\d .*w40 w42 w41!");
        assertThat(CommandRun.of(home, "classify", "--run", "試し", "--body", body, "--class", "種類2")
                        .err())
                .contains("--explain");
        assertThat(CommandRun.of(home, "classify", "--run", "試し", "--input", "x.csv", "--explain")
                        .code())
                .isEqualTo(2);
        assertThat(CommandRun.of(home, "classify", "--run", "試し", "--body", body, "--explain", "--class", "いない")
                        .err())
                .contains("いない", "種類0");
    }

    @Test
    void howFarExplanationsCanBeTrustedIsMeasuredOnTestArticles() throws Exception {
        CommandRun run = CommandRun.of(home, "runs", "explain", "試し", "--articles", "4", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode measured = run.json().get(0);
        assertThat(measured.get("articles").asInt()).isEqualTo(4);
        for (String method : List.of("sentences", "tokens")) {
            double difference = measured.get(method).get("difference").asDouble();
            JsonNode interval = measured.get(method).get("interval");
            assertThat(measured.get(method).get("rough").asBoolean()).isTrue();
            assertThat(difference)
                    .isBetween(interval.get(0).asDouble(), interval.get(1).asDouble());
        }
        JsonNode kept = new ObjectMapper()
                .readTree(home.resolve("runs/試し/faithfulness.json").toFile());
        assertThat(measured.get("tokens")).isEqualTo(kept.get("tokens"));
        assertThat(CommandRun.of(home, "--lang", "en", "runs", "explain", "試し").out())
                .contains(
                        "6 test articles",
                        "sentences (left out)",
                        "tokens (gradient times input)",
                        "That is rough: so few articles were measured");
        assertThat(CommandRun.of(home, "runs", "explain", "試し", "--articles", "0")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void adapterFolderIsUsedWithoutItsRun() throws Exception {
        CommandRun run = CommandRun.of(
                home,
                "classify",
                "--model",
                CommandRun.MODEL,
                "--adapter",
                home.resolve("runs").resolve("試し").resolve("adapter").toString(),
                "--body",
                "w12 w14",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get(0).get("probabilities").has("種類1")).isTrue();
    }

    @Test
    void contradictingRequestsAreRefused() {
        assertThat(CommandRun.of(home, "classify", "--body", "x").code()).isEqualTo(2);
        assertThat(CommandRun.of(home, "classify", "--run", "試し").code()).isEqualTo(2);
        assertThat(CommandRun.of(home, "classify", "--run", "試し", "--template", "1", "--body", "x")
                        .err())
                .contains("--template");
        assertThat(CommandRun.of(home, "classify", "--run", "いない", "--body", "x")
                        .err())
                .contains("いない");
        assertThat(CommandRun.of(home, "classify", "--run", "試し", "--input", "x.csv", "--output", "y.xlsx")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void divergingTrainingFailsWithOneSentence() throws Exception {
        CommandRun run = CommandRun.of(
                home,
                "train",
                "--model",
                CommandRun.MODEL,
                "--data",
                home.resolve("言葉.csv").toString(),
                "--template",
                "2",
                "--max-length",
                "32",
                "--lr",
                "1e30",
                "--warmup-epochs",
                "0",
                "--batch-size",
                "8",
                "--epochs",
                "2",
                "--device",
                "cpu",
                "--precision",
                "fp32",
                "--name",
                "高すぎ");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().reduce((a, b) -> b).orElseThrow()).contains("--lr");
        assertThat(run.err()).doesNotContain("\tat ", "Exception");
        assertThat(Files.readString(home.resolve("logs").resolve("bunrui.log"))).contains("FailureException", "\tat ");
    }

    @Test
    void doctorTellsWhatIsHere() throws Exception {
        JsonNode machine = CommandRun.of(home, "doctor", "--json").json().get(0);
        assertThat(machine.get("devices").get(0).asText()).isEqualTo("cpu");
        assertThat(machine.get("cores").asInt()).isPositive();
        assertThat(machine.get("memory").asLong())
                .isGreaterThan(machine.get("memory_free").asLong());
        assertThat(machine.get("home_writable").asBoolean()).isTrue();
        assertThat(machine.get("precision").asText()).isIn("fp32", "bf16");
        assertThat(machine.get("fp32_flops").asLong()).isGreaterThan(1_000_000);
        assertThat(machine.get("bf16_flops").asLong() > 0)
                .isEqualTo(machine.get("precision").asText().equals("bf16"));
    }

    @Test
    void garbledRunDoesNotHideTheOthers() throws Exception {
        Path broken = Files.createDirectories(home.resolve("runs").resolve("壊れた"));
        Files.writeString(broken.resolve("run.json"), "{\"created\":");
        CommandRun listed = CommandRun.of(home, "runs", "list");
        Files.delete(broken.resolve("run.json"));
        assertThat(listed.code()).isZero();
        assertThat(listed.out()).contains("試し");
        assertThat(listed.err().lines()).hasSize(1);
        assertThat(listed.err()).contains("壊れた");
    }
}
