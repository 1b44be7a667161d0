package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.experiment.TinyRun;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SweepCommandTest {
    @TempDir
    Path home;

    private String data;

    @BeforeEach
    void articles() throws IOException {
        data = TinyRun.data(home).toString();
    }

    private CommandRun sweep(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "sweep",
                "--model",
                CommandRun.MODEL,
                "--data",
                data,
                "--epochs",
                "1",
                "--batch-size",
                "8",
                "--max-length",
                "32",
                "--device",
                "cpu",
                "--precision",
                "fp32",
                "--lora-r",
                "4"));
        arguments.addAll(List.of(more));
        return CommandRun.of(home, arguments.toArray(String[]::new));
    }

    @Test
    void theGridIsShownBeforeItStartsWithWhatIsSkippedAndWhatItCosts() throws IOException {
        CommandRun shown = sweep("--lr", "1e-2,0,1e-3", "--seeds", "2", "--dry-run");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains(
                        "4 runs: --lr 1e-2,0,1e-3 --seed 42,43", "2 skipped, --lr 0: The learning rate", "on the disk");
        assertThat(home.resolve("runs")).doesNotExist();
        JsonNode grid = sweep("--lr", "1e-2,0", "--dry-run", "--json").json().get(0);
        assertThat(grid.get("runs")).hasSize(1);
        assertThat(grid.get("skipped").get(0).get("values").get("lr").asText()).isEqualTo("0");
    }

    @Test
    void aSweepIsTrainedShownTabulatedComparedAddedToAndDroppedFrom() throws IOException {
        CommandRun trained =
                sweep("--lr", "1e-2,1e-3", "--template", "2", "--template", "分類: {body}, ", "--name", "grid");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("Run 1 of 4: grid-0", "--template 分類: {body}, ", "4 of 4 runs finished, 0 failed");
        JsonNode shown =
                CommandRun.of(home, "sweep", "show", "grid", "--json").json().get(0);
        assertThat(shown.get("runs")).hasSize(4).allSatisfy(run -> {
            assertThat(run.get("state").asText()).isEqualTo("finished");
            assertThat(run.get("test_f1").isNumber()).isTrue();
        });
        assertThat(CommandRun.of(home, "sweep", "list").out()).contains("grid", "4 / 4");

        CommandRun table = CommandRun.of(home, "runs", "table", "lr", "grid");
        assertThat(table.out()).contains("tried", "0.01", "1e-3", "baseline: linear SVM on character n-grams");
        Path file = home.resolve("表.tex");
        assertThat(CommandRun.of(home, "runs", "table", "best", "--output", file.toString())
                        .code())
                .isZero();
        assertThat(Files.readString(file)).startsWith("\\begin{tabular}");
        assertThat(CommandRun.of(home, "runs", "table", "nothing").code()).isEqualTo(2);

        CommandRun compared = CommandRun.of(home, "runs", "compare", "grid", "--json");
        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.err()).contains("4 runs were tried on the same validation articles");
        JsonNode comparison = compared.json().get(0);
        assertThat(comparison.get("contenders")).hasSize(8); // a probe for each template
        assertThat(comparison.get("pairs")).hasSize(28);
        assertThat(comparison.get("articles").asInt()).isEqualTo(6);
        assertThat(comparison.get("contenders"))
                .allSatisfy(each -> assertThat(each.get("small_classes")).hasSize(3));

        Path page = home.resolve("比較.html");
        CommandRun reported =
                CommandRun.of(home, "runs", "compare", "grid", "--report", page.toString(), "--lang", "ja");
        assertThat(reported.code()).as(reported.err()).isZero();
        assertThat(Files.readString(page))
                .contains("区別できるもの、できないもの", "grid-01", "基準", "学習率別", "bunrui runs compare grid-0", "実際より狭くなりがち")
                .doesNotContain("<script");
        assertThat(CommandRun.of(home, "runs", "compare", "grid", "--report", page.toString())
                        .err())
                .contains("--force");

        CommandRun added = CommandRun.of(home, "sweep", "add", "grid", "--lr", "1e-3,5e-3");
        assertThat(added.out()).contains("2 runs added: grid-05, grid-06");
        assertThat(CommandRun.of(home, "sweep", "drop", "grid", "grid-05").code())
                .isZero();
        CommandRun resumed = CommandRun.of(home, "sweep", "resume", "grid");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out())
                .contains("Run 5 of 5: grid-06", "5 of 5 runs finished")
                .doesNotContain("Run 1 of");
    }

    @Test
    void inTheBackgroundOneWorkerGoesThroughAllRuns() throws Exception {
        CommandRun asked = sweep("--lr", "1e-2,1e-3,2e-3", "--name", "後で", "--background");
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.out()).contains("3 runs wait for their turn", "bunrui sweep show 後で");
        CommandRun.of(home, "runs", "watch", "後で-01");
        awaitEndOfService();
        assertThat(CommandRun.of(home, "sweep", "show", "後で").out())
                .contains("3 of 3 runs finished", "macro-F1 is likely too narrow");
        // What the worker said of all of them is in the first one's log: there was no other worker.
        assertThat(Files.readString(home.resolve("runs").resolve("後で-01").resolve("worker.log")))
                .contains("run 1 of 3", "run 2 of 3", "run 3 of 3");
        assertThat(home.resolve("runs").resolve("後で-02").resolve("worker.log")).doesNotExist();
        assertThat(CommandRun.of(home, "runs", "queue").out()).doesNotContain("後で-");
    }

    /** Waits for the end of the process that worked on the queue. */
    private void awaitEndOfService() throws Exception {
        Path lock = home.resolve("service").resolve("service.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            channel.lock().release();
        }
    }

    @Test
    void whatIsAskedWronglyIsRefusedInOneSentence() {
        assertThat(sweep("--lr", "0,-1").err()).contains("None of the 2 combinations can be trained");
        assertThat(sweep("--lr", "1e-2,").err()).contains("--lr has an empty value");
        assertThat(sweep("--seeds", "0").err()).contains("--seeds");
        assertThat(sweep("--folds", "2").err()).contains("--folds");
        assertThat(CommandRun.of(home, "sweep", "show", "nichts").err()).contains("no sweep \"nichts\"");
        assertThat(CommandRun.of(home, "sweep", "--lr", "1e-2").err()).contains("--data");
        assertThat(CommandRun.of(home, "runs", "compare", "nichts").code()).isEqualTo(2);
    }
}
