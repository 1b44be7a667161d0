package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.training.score.Confusion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look into what a finished run got wrong. */
class RunsErrorsCommandTest {
    @TempDir
    Path home;

    private Path data;
    private RunFolder run;

    @BeforeEach
    void train() throws Exception {
        data = TinyRun.data(home);
        run = TinyRun.trained(new AppFolders(Path.of(""), home), "run", data, 1);
    }

    private CommandRun of(String... arguments) {
        CommandRun done = CommandRun.of(home, arguments);
        assertThat(done.code()).as(done.err()).isZero();
        return done;
    }

    private String refusal(String... arguments) {
        CommandRun done = CommandRun.of(home, arguments);
        assertThat(done.code()).isEqualTo(2);
        assertThat(done.out()).isEmpty();
        assertThat(done.err().lines()).hasSize(1);
        return done.err();
    }

    @Test
    void errorsAreAsManyAsTheMatrixCounts() throws Exception {
        Confusion confusion = StoredResult.read(run).test().confusion();
        int wrong = confusion.n() - confusion.count(0, 0) - confusion.count(1, 1) - confusion.count(2, 2);
        List<JsonNode> errors = of("runs", "errors", "run", "--json").json();
        assertThat(errors).hasSize(wrong);
        assertThat(errors)
                .noneMatch(each -> each.get("gold").equals(each.get("predicted")))
                .isSortedAccordingTo((one, other) -> Double.compare(
                        other.get("confidence").asDouble(),
                        one.get("confidence").asDouble()));
        List<JsonNode> cell = of("runs", "errors", "run", "--cell", "class-1, class-0", "--json")
                .json();
        assertThat(cell).hasSize(confusion.count(1, 0));
        assertThat(of("runs", "errors", "run", "--limit", "1").out())
                .contains(wrong + " of 6 test articles were given a wrong class; 1 shown.");
        assertThat(refusal("runs", "errors", "run", "--cell", "class-1"))
                .contains("\"class-1\" is no cell of the confusion matrix");
        assertThat(refusal("runs", "errors", "run", "--cell", "class-1,x")).contains("There is no class \"x\"");
        assertThat(refusal("runs", "errors", "run", "--limit", "0")).contains("--limit");
    }

    @Test
    void twoRunsAreHeldAgainstEachOtherWithoutTheArticles() throws Exception {
        TinyRun.trained(new AppFolders(Path.of(""), home), "other", data, 2);
        Files.delete(data);
        JsonNode hard = of("runs", "hard", "run", "other", "--json").json().get(0);
        assertThat(hard.get("tested").asInt()).isEqualTo(6);
        JsonNode pair = of("runs", "compare", "run", "other", "--json")
                .json()
                .get(0)
                .get("details")
                .get(0);
        assertThat(pair.get("too_few_articles").asBoolean()).isTrue();
        assertThat(of("runs", "compare", "run", "other").out())
                .contains("likely too narrow", "articles: too few to tell which is better.");
        boolean runIsA = pair.get("a").asText().equals("run");
        int wrongOfA = hard.get("hard").size() + pair.path("fixed").size();
        int wrongOfB = hard.get("hard").size() + pair.path("broken").size();
        int wrong =
                6 - (int) Math.round(6 * StoredResult.read(run).test().scores().accuracy());
        assertThat(runIsA ? wrongOfA : wrongOfB).isEqualTo(wrong);
        assertThat(of("runs", "hard", "run", "other").out())
                .contains(hard.get("hard").size() + " of 6 test articles are given a wrong class by all 2 runs.");
        assertThat(refusal("runs", "hard", "run")).contains("at least two runs");
    }

    @Test
    void leaksComeWithTheScoreWithoutThem() throws Exception {
        JsonNode leaks = of("runs", "leaks", "run", "--json").json().get(0);
        assertThat(leaks.get("leaks").isEmpty()).isTrue();
        assertThat(leaks.get("without")).isEqualTo(leaks.get("all"));
        assertThat(leaks.get("all").get("f1").asDouble())
                .isEqualTo(StoredResult.read(run).test().scores().macroF1());
        assertThat(of("runs", "leaks", "run").out())
                .contains("0 of 6 test articles", "Without them")
                .containsOnlyOnce("likely too narrow");
        Files.delete(data);
        assertThat(refusal("runs", "leaks", "run")).contains("no longer at " + data);
    }

    @Test
    void wordsThatGiveClassesAwayAreListedAndMasked() throws Exception {
        JsonNode words = of("runs", "giveaways", "run", "--top", "2", "--masked", "--device", "cpu", "--json")
                .json()
                .get(0);
        assertThat(words.get("words").size()).isEqualTo(3);
        assertThat(words.get("words").get("class-0").size()).isEqualTo(2);
        assertThat(words.get("words").get("class-0").get(0).get("word").asText())
                .matches("w[12][0-9]");
        assertThat(words.get("masked").get("n").asInt()).isEqualTo(6);
        assertThat(words.get("f1_difference").asDouble())
                .isEqualTo(words.get("masked").get("f1").asDouble()
                        - words.get("all").get("f1").asDouble());
        assertThat(of("runs", "giveaways", "run").out()).contains("class-2").doesNotContain("Without these words");
        assertThat(refusal("runs", "giveaways", "run", "--top", "0")).contains("--top");
    }

    @Test
    void correctedLabelsGoToANewFile() throws Exception {
        String before = Files.readString(data);
        Path file = home.resolve("corrected.jsonl");
        JsonNode written = of(
                        "data",
                        "relabel",
                        data.toString(),
                        "--output",
                        file.toString(),
                        "--label",
                        "words.csv:2=class-1",
                        "--label",
                        "words.csv:3=class-1",
                        "--json")
                .json()
                .get(0);
        assertThat(written.get("articles").asInt()).isEqualTo(60);
        assertThat(written.get("changed").asInt()).isEqualTo(1);
        assertThat(data).hasContent(before);
        assertThat(Files.readAllLines(file).get(0)).contains("\"label\":\"class-1\"");
        assertThat(refusal("data", "relabel", data.toString(), "--output", file.toString(), "--label", "words.csv"))
                .contains("give --label ID=LABEL");
        assertThat(refusal(
                        "data",
                        "relabel",
                        data.toString(),
                        "--output",
                        file.toString(),
                        "--label",
                        "a=b",
                        "--label",
                        "a=c"))
                .contains("given two labels");
        assertThat(refusal(
                        "data",
                        "relabel",
                        data.toString(),
                        "--output",
                        file.toString(),
                        "--label",
                        "words.csv:2=class-1"))
                .contains("is there already");
    }
}
