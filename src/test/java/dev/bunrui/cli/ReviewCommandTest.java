package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.experiment.ReviewThreshold;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's confidence is worth, and what is left to a person by it. */
class ReviewCommandTest {
    @TempDir
    static Path home;

    @BeforeAll
    static void train() throws Exception {
        TinyRun.trained(new AppFolders(Path.of(""), home), "run", TinyRun.data(home), 1);
    }

    private static CommandRun classify(String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(new String[] {"--lang", "en", "classify", "--run", "run"}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return CommandRun.of(home, arguments);
    }

    @Test
    void anArticleBelowTheThresholdNeedsReview() throws Exception {
        CommandRun plain = classify("--body", "w12 w14", "--json");
        CommandRun unsure = classify("--body", "w12 w14", "--json", "--review-below", "1");
        assertThat(unsure.code()).as(unsure.err()).isZero();
        assertThat(unsure.err()).contains("none of this run's test articles");
        JsonNode said = unsure.json().get(0);
        assertThat(said.fieldNames())
                .toIterable()
                .containsExactly("label", "probabilities", "logits", "tokens", "truncated", "confidence", "answer");
        assertThat(said.path("probabilities")).isEqualTo(plain.json().get(0).path("probabilities"));
        assertThat(said.path("confidence").asDouble()).isBetween(1 / 3.0, 1.0);
        assertThat(said.path("answer").asBoolean(true)).isFalse();
        assertThat(classify("--body", "w12 w14", "--review-below", "1").out()).contains("needs review");
        CommandRun sure = classify("--body", "w12 w14", "--review-below", "0");
        assertThat(sure.out()).contains(" %: answered.");
        assertThat(sure.err()).contains("of this run's test articles 100.00 %");
    }

    @Test
    void articlesOfAFileAreMarkedOneByOne() throws Exception {
        Path input = Files.writeString(home.resolve("in.csv"), "text\nw12 w14\nw41 w42\n");
        Path output = home.resolve("out.tsv");
        CommandRun written =
                classify("--input", input.toString(), "--output", output.toString(), "--review-below", "1");
        assertThat(written.code()).as(written.err()).isZero();
        List<String> lines = Files.readAllLines(output);
        assertThat(lines.get(0)).startsWith("text\tlabel\tprobability\t").endsWith("\tconfidence\tanswer");
        assertThat(lines.subList(1, 3)).allMatch(line -> line.endsWith("\tfalse"));
        assertThat(classify("--input", input.toString(), "--review-below", "1")
                        .out()
                        .lines()
                        .skip(1))
                .hasSize(2)
                .allMatch(line -> line.contains("needs review"));
        assertThat(classify("--input", input.toString()).out()).doesNotContain("review");
    }

    @Test
    void theThresholdThatWasChosenForTheRunHoldsUnlessAnotherIsGiven() throws Exception {
        RunFolder run = new RunFolder(home.resolve("runs").resolve("run"));
        Path input = Files.writeString(home.resolve("chosen.csv"), "text\nw12 w14\nw41 w42\n");
        ReviewThreshold.choose(run, OptionalDouble.of(1));
        try {
            CommandRun chosen = classify("--body", "w12 w14", "--json");
            assertThat(chosen.err())
                    .contains("Needs review below a confidence of 100.00 %, as chosen for this run; --review-below 0")
                    .contains("none of this run's test articles");
            assertThat(chosen.json().get(0).path("answer").asBoolean(true)).isFalse();
            Path output = home.resolve("chosen.jsonl");
            classify("--input", input.toString(), "--output", output.toString());
            assertThat(Files.readAllLines(output)).hasSize(2).allMatch(line -> line.contains("\"answer\":false"));

            CommandRun off = classify("--body", "w12 w14", "--json", "--review-below", "0");
            assertThat(off.err()).doesNotContain("as chosen for this run");
            assertThat(off.json().get(0).path("answer").asBoolean()).isTrue();
            assertThat(classify("--body", "w12", "--review-accuracy", "0.01").err())
                    .doesNotContain("as chosen for this run");

            ReviewThreshold.choose(run, OptionalDouble.of(0));
            CommandRun none = classify("--body", "w12 w14", "--json");
            assertThat(none.err()).doesNotContain("review");
            assertThat(none.json().get(0).has("answer")).isFalse();
        } finally {
            ReviewThreshold.choose(run, OptionalDouble.empty());
        }
    }

    @Test
    void aChosenThresholdThatCannotBeHeldToIsToldAndNothingIsMarked() throws Exception {
        RunFolder run = TinyRun.trained(new AppFolders(Path.of(""), home), "unsure", home.resolve("words.csv"), 1);
        ReviewThreshold.choose(run, OptionalDouble.of(0.9));
        Files.delete(run.predictions("val"));
        CommandRun classified =
                CommandRun.of(home, "--lang", "en", "classify", "--run", "unsure", "--body", "w12", "--json");
        assertThat(classified.code()).as(classified.err()).isZero();
        assertThat(classified.err()).contains("Nothing is marked as needing review", "90.00 %", "has no predictions");
        assertThat(classified.json().get(0).has("answer")).isFalse();
    }

    @Test
    void aThresholdIsFoundForAnAccuracyOrItIsSaidThatThereIsNone() throws Exception {
        CommandRun reached = classify("--body", "w12", "--json", "--review-accuracy", "0.01");
        assertThat(reached.code()).as(reached.err()).isZero();
        assertThat(reached.err()).contains("Answered from a confidence of");
        RunFolder saved = SavedRun.finished(home.resolve("runs"), "wrong", Instant.EPOCH);
        SavedRun.predict(saved);
        Path validation = saved.predictions("val");
        Files.writeString(validation, Files.readString(validation).replace("class-0", "class-1"));
        CommandRun unreached =
                CommandRun.of(home, "classify", "--run", "wrong", "--body", "w12", "--review-accuracy", "0.98");
        assertThat(unreached.code()).isEqualTo(2);
        assertThat(unreached.err()).contains("66.67 %", "--review-below");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(classify("--body", "w12", "--review-below", "1.5").err()).contains("between 0 and 1");
        assertThat(classify("--body", "w12", "--review-below", "0.5", "--review-accuracy", "0.9")
                        .err())
                .contains("leave one of them out");
        CommandRun withoutRun = CommandRun.of(
                home, "classify", "--model", CommandRun.MODEL, "--body", "w12", "--review-accuracy", "0.9");
        assertThat(withoutRun.code()).isEqualTo(2);
        assertThat(withoutRun.err()).contains("--run", "--review-accuracy");
    }

    @Test
    void showTellsWhatTheConfidenceIsWorthOrWhyThatIsNotKnown() throws Exception {
        Path runs = home.resolve("saved");
        SavedRun.predict(SavedRun.finished(runs, "sure", Instant.EPOCH));
        SavedRun.finished(runs, "unpredicted", Instant.EPOCH);
        JsonNode confidence = show(runs, "sure", "--json").json().get(0).path("confidence");
        assertThat(confidence.path("temperature").asDouble()).isPositive();
        assertThat(confidence.path("calibration_error").path("interval")).hasSize(2);
        assertThat(confidence.path("calibration_error").has("corrected")).isTrue();
        assertThat(confidence.path("coverage")).hasSize(5);
        assertThat(confidence.path("coverage").get(1).path("threshold").asDouble())
                .isEqualTo(0.7);
        int articles = 0;
        for (JsonNode bin : confidence.path("bins")) {
            articles += bin.path("n").asInt();
        }
        assertThat(articles).isEqualTo(12);
        assertThat(show(runs, "sure").out()).contains("At temperature", "Confidence from", "95 %");
        CommandRun unknown = show(runs, "unpredicted", "--json");
        assertThat(unknown.code()).isZero();
        assertThat(unknown.json().get(0).has("confidence")).isFalse();
        assertThat(unknown.err()).contains("has no predictions");
    }

    private static CommandRun show(Path runs, String run, String... more) {
        String[] arguments = new String[more.length + 7];
        System.arraycopy(
                new String[] {"--lang", "en", "runs", "show", run, "--runs", runs.toString()}, 0, arguments, 0, 7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        return CommandRun.of(home, arguments);
    }
}
