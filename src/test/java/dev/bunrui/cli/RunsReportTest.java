package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.TinySweep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsReportTest {
    private static final Pattern COMMAND = Pattern.compile("<code>bunrui (.*?)</code>");

    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    @TempDir
    Path home;

    private Path runs;

    @BeforeEach
    void saveRun() throws Exception {
        runs = home.resolve("runs");
        SavedRun.finished(runs, "実行 1", Instant.parse("2025-01-02T03:04:05Z"));
    }

    @Test
    void reportIsWrittenOnceUnlessItIsForced() throws Exception {
        Path file = home.resolve("out").resolve("報告.html");
        CommandRun first = CommandRun.of(home, "runs", "report", "実行 1", "--to", file.toString(), "--json");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.json().get(0).get("report").asText()).isEqualTo(file.toString());
        assertThat(file).content().contains("Run 実行 1", "74.07");
        CommandRun again = CommandRun.of(home, "runs", "report", "実行 1", "--to", file.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err().lines()).hasSize(1);
        assertThat(again.err()).contains(file.toString(), "--force");
        CommandRun japanese =
                CommandRun.of(home, "runs", "report", "実行 1", "--to", file.toString(), "--force", "--lang", "ja");
        assertThat(japanese.code()).as(japanese.err()).isZero();
        assertThat(japanese.out()).contains(file.toString());
        assertThat(file).content().contains("<html lang=\"ja\">", "混同行列");
    }

    @Test
    void commandOfASweepsReportAsksForTheSameRuns() throws Exception {
        SweepFolder sweep = TinySweep.make(
                runs,
                "grid",
                TinySweep.plan(
                        TinyRun.data(home),
                        1,
                        true,
                        new Axis("lr", List.of("1e-3", "3e-2")),
                        new Axis("template", List.of("2", "{body}, {title}"))));
        Path file = home.resolve("sweep.html");
        CommandRun report = CommandRun.of(home, "runs", "report", "grid", "--to", file.toString());
        assertThat(report.code()).as(report.err()).isZero();
        Matcher command = COMMAND.matcher(Files.readString(file));
        assertThat(command.find()).isTrue();
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(command.group(1));
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        words.addAll(List.of("--dry-run", "--json"));
        CommandRun dry = CommandRun.of(home, words.toArray(String[]::new));
        assertThat(dry.code()).as(dry.err()).isZero();
        List<Map<String, String>> asked = new ArrayList<>();
        dry.json().get(0).get("runs").forEach(run -> asked.add(new ObjectMapper().convertValue(run, VALUES)));
        assertThat(asked).containsExactlyElementsOf(sweep.read().runs().values());
    }

    @Test
    void curvesGoToTensorBoardAndNothingElseDoes() throws Exception {
        Path logs = home.resolve("logs");
        CommandRun board =
                CommandRun.of(home, "runs", "export", "実行 1", "--to", logs.toString(), "--tensorboard", "--json");
        assertThat(board.code()).as(board.err()).isZero();
        assertThat(board.json().get(0).get("exported").asText())
                .isEqualTo(logs.resolve("実行 1").toString());
        CommandRun both = CommandRun.of(home, "runs", "export", "実行 1", "--to", "x", "--tensorboard", "--merged");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("--tensorboard");
    }
}
