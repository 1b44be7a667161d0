package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
    @TempDir
    Path home;

    private Path runs;

    @BeforeEach
    void saveRun() throws Exception {
        runs = home.resolve("elsewhere");
        SavedRun.finished(runs, "実行 1", Instant.parse("2025-01-02T03:04:05Z"));
    }

    private CommandRun of(String command, String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"runs", command, "--runs", runs.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandRun.of(home, arguments);
    }

    @Test
    void anIntervalThatIsTooNarrowIsToldSoInBothLanguages() throws Exception {
        assertThat(of("show", "実行 1").out())
                .contains(
                        "The interval of macro-F1 is likely too narrow",
                        "fewer than 5 articles each of some classes: class-0 (4), class-1 (4), class-2 (4).");
        assertThat(of("show", "実行 1", "--lang", "ja").out())
                .contains("記事が 5 件未満のクラス（class-0 (4), class-1 (4), class-2 (4)）があるため、macro-F1 の区間は実際より狭く");
        assertThat(of("show", "実行 1", "--json")
                        .json()
                        .get(0)
                        .get("test")
                        .get("small_classes")
                        .toString())
                .isEqualTo("{\"class-0\":4,\"class-1\":4,\"class-2\":4}");
    }

    @Test
    void deletedRunIsBroughtBackByTheCommandThatIsShown() throws Exception {
        CommandRun deleted = of("delete", "実行 1");
        assertThat(deleted.code()).as(deleted.err()).isZero();
        assertThat(deleted.out()).contains("bunrui runs restore \"実行 1\" --runs " + runs);
        assertThat(of("list", "--json").out()).isEmpty();
        assertThat(of("delete", "実行 1").code()).isEqualTo(2);
        CommandRun restored = of("restore", "実行 1");
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(of("list", "--json").json().get(0).get("name").asText()).isEqualTo("実行 1");
        CommandRun again = of("restore", "実行 1");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err().lines()).hasSize(1);
    }

    @Test
    void howBusyTheDeviceWasIsToldWithItsShareOfThePeak() throws Exception {
        assertThat(of("show", "実行 1").out()).doesNotContain("MFU");
        assertThat(of("show", "実行 1", "--json").json().get(0).has("reading")).isFalse();
        Files.writeString(
                runs.resolve("実行 1").resolve("events.jsonl"),
                "{\"time\":130,\"event\":\"reading\",\"step\":4,\"flops\":3030000000000,\"card\":{\"index\":0,\"name\":\"NVIDIA"
                        + " L4\",\"utilisation\":93,\"memory_used\":6442450944,\"memory\":24152899584},\"processor\":{\"cores\":2,\"free\":1,\"memory\":2}}\n",
                StandardOpenOption.APPEND);
        assertThat(of("show", "実行 1").out())
                .contains("NVIDIA L4, 93 % busy, 6.0 GiB of 22.5 GiB taken, MFU 10.0 % of 30.3 TFLOP/s (datasheet)");
        JsonNode shown = of("show", "実行 1", "--json").json().get(0);
        assertThat(shown.at("/reading/card/utilisation").asInt()).isEqualTo(93);
        assertThat(shown.get("peak_of").asText()).isEqualTo("datasheet");
        assertThat(shown.get("mfu").asDouble()).isEqualTo(0.1);
    }

    @Test
    void aRunThatRanOutOfMemoryTellsHowMuchItComputedAtOnce() throws Exception {
        assertThat(of("show", "実行 1").out()).contains("--micro-batch auto").doesNotContain("memory");
        assertThat(of("show", "実行 1", "--json").json().get(0).has("out_of_memory"))
                .isFalse();
        Files.writeString(
                runs.resolve("実行 1").resolve("events.jsonl"),
                "{\"event\":\"out_of_memory\",\"evaluating\":false,\"articles\":32,\"fewer\":16,"
                        + "\"layers_recomputed\":2}\n",
                StandardOpenOption.APPEND);
        assertThat(of("show", "実行 1").out()).contains("32 articles at once in step 5; from there on 16");
        JsonNode shown = of("show", "実行 1", "--json").json().get(0).path("out_of_memory");
        assertThat(shown.path("step").asLong()).isEqualTo(4);
        assertThat(shown.path("micro_batch").asInt()).isEqualTo(16);
        assertThat(shown.path("layers_recomputed").asInt()).isEqualTo(2);
        Path page = home.resolve("page.html");
        assertThat(of("report", "実行 1", "--to", page.toString(), "--lang", "ja").code())
                .isZero();
        assertThat(page).content().contains("ステップ 5 で記事 32 件", "16 件ずつ");
    }

    @Test
    void whatIsExportedIsToldByTheTargetAndCheckedAtOnce() throws Exception {
        TinyRun.trained(new AppFolders(Path.of(""), home), "run", TinyRun.data(home), 1);
        runs = home.resolve("runs");
        Path zip = home.resolve("run.ZIP");
        assertThat(of("export", "run", "--to", zip.toString()).out()).contains(zip.toString(), "no label changed");
        Path adapter = home.resolve("adapter");
        CommandRun plain = of("export", "run", "--to", adapter.toString(), "--json");
        assertThat(plain.code()).as(plain.err()).isZero();
        assertThat(plain.json()
                        .get(0)
                        .path("check")
                        .path("max_absolute_difference")
                        .asDouble(-1))
                .isZero();
        CommandRun taken = of("export", "run", "--to", adapter.toString());
        assertThat(taken.code()).isEqualTo(2);
        assertThat(taken.err()).contains(adapter.toString());
        Path merged = home.resolve("merged");
        CommandRun model = of("export", "run", "--to", merged.toString(), "--merged", "--precision", "fp32");
        assertThat(model.code()).as(model.err()).isZero();
        assertThat(model.out()).contains("6 articles of the test set", "no label changed");
        CommandRun classified =
                CommandRun.of(home, "classify", "--model", merged.toString(), "--body", "w11 w12 w13", "--json");
        assertThat(classified.json().get(0).path("label").asText()).startsWith("class-");
        CommandRun base = CommandRun.of(home, "classify", "--model", CommandRun.MODEL, "--body", "w11");
        assertThat(base.code()).isEqualTo(2);
        assertThat(base.err()).contains("--adapter");
    }

    @Test
    void anExportThatCannotBeLoadedAgainIsToldWithItsPlace() {
        Path adapter = home.resolve("adapter");
        CommandRun export = of("export", "実行 1", "--to", adapter.toString());
        assertThat(export.code()).isEqualTo(1);
        assertThat(export.err()).contains(adapter.toString(), "cannot be loaded again");
        assertThat(adapter.resolve("adapter_config.json")).isRegularFile();
    }
}
