package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledRunsTest {
    private static final Instant TIME = Instant.parse("2025-01-02T03:04:05Z");

    @TempDir
    Path home;

    private Path runs;
    private Path file;
    private SettledRuns index;

    @BeforeEach
    void prepare() {
        runs = home.resolve("runs");
        file = home.resolve("known").resolve("runs.jsonl");
        index = new SettledRuns(file, runs);
    }

    private SettledRun finished(String name) throws IOException {
        RunFolder folder = SavedRun.finished(runs, name, TIME);
        return new SettledRun(RunStamps.of(folder), RunSummary.of(folder));
    }

    @Test
    void whatWasWrittenIsReadAgainToTheLastFigure() throws Exception {
        SettledRun plain = finished("plain");
        RunFolder folder = SavedRun.finished(runs, "eventful", TIME.plusMillis(1));
        Files.writeString(folder.events(), """
            {"time":1.795780680692E9,"event":"reading","step":7,"flops":213940000000,"processor":{"busy":1.63,"cores":2,"resident":459,"free":245,"memory":252,"load":0.1}}
            {"event":"out_of_memory","evaluating":false,"articles":8,"fewer":4,"layers_recomputed":1}
            {"event":"given_up","epoch":2,"best_f1":0.25,"upper":0.4,"median":0.5,"others":3}
            """, StandardOpenOption.APPEND);
        SettledRun eventful = new SettledRun(RunStamps.of(folder), RunSummary.of(folder));
        assertThat(eventful.summary().reading()).isPresent();
        assertThat(eventful.summary().lessened()).isPresent();
        assertThat(eventful.summary().givenUp()).isPresent();
        index.write(List.of(plain, eventful));
        SettledIndex read = new SettledRuns(file, runs).read();
        assertThat(read.runs()).as("the latest first").containsExactly("eventful", "plain");
        assertThat(read.of("plain")).contains(plain);
        assertThat(read.of("eventful")).contains(eventful);
        assertThat(read.of("neither")).isEmpty();
        assertThat(read.place("neither")).isNegative();
        assertThat(Files.list(file.getParent()).map(each -> each.getFileName().toString()))
                .as("nothing of the writing is left")
                .containsExactlyInAnyOrder("runs.jsonl", "runs.jsonl.lock");
    }

    @Test
    void manifestsSayWhatTheyHaveInCommonOnce() throws Exception {
        index.write(List.of(finished("one"), finished("two")));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("5p1it");
        assertThat(lines.subList(1, 3)).noneMatch(line -> line.contains("5p1it"));
    }

    @Test
    void fileThatIsGarbledIsAsGoodAsNone() throws Exception {
        assertThat(index.read().size()).isZero();
        index.write(List.of(finished("one"), finished("two")));
        String whole = Files.readString(file);
        List<String> lines = whole.lines().toList();
        for (String garbled : List.of(
                "",
                "\n",
                "[]\n",
                whole.substring(0, whole.length() / 2),
                lines.get(0) + "\n" + lines.get(1) + "\n",
                whole.replace("\"format\":2", "\"format\":1"),
                whole.replace("\"common\":0", "\"common\":9"),
                whole.replace("\"created\":\"2025-01-02T", "\"created\":\"2025-13-02T"),
                whole.replace("\"counts\":\"3 ", "\"counts\":\"x "),
                whole.replace("\"counts\":\"3 ", "\"counts\":\"3 3 "),
                whole.replace("\"run\":\"two\"", "\"run\":\"one\""),
                whole.replace("\"stamps\":[", "\"stamps\":[\"now\",[],"),
                whole.replace("\"best_f1\":", "\"best\":"))) {
            assertThat(garbled).isNotEqualTo(whole);
            Files.writeString(file, garbled);
            SettledIndex read = index.read();
            assertThat(read.of("one").or(() -> read.of("two"))).as(garbled).isEmpty();
        }
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        assertThat(index.read().size()).isZero();
        Files.writeString(file, whole);
        assertThat(index.read().of("one")).isPresent();
        assertThat(index.read().of("two")).isPresent();
    }

    @Test
    void runWhoseNameNeedsEscapingIsFoundAgain() throws Exception {
        RunFolder odd = new RunFolder(runs.resolve("a\"b"));
        Files.move(SavedRun.finished(runs, "odd", TIME).path(), odd.path());
        SettledRun renamed = new SettledRun(RunStamps.of(odd), RunSummary.of(odd));
        index.write(List.of(renamed, finished("two")));
        assertThat(index.read().of("a\"b")).contains(renamed);
    }

    @Test
    void lineThatIsGarbledDoesNotSpoilTheOthers() throws Exception {
        index.write(List.of(finished("one"), finished("two")));
        String whole = Files.readString(file);
        Files.writeString(file, whole.replaceFirst("\"best_f1\":", "\"best\":"));
        assertThat(index.read().of("one")).isEmpty();
        assertThat(index.read().of("two")).isPresent();
    }

    @Test
    void fileOfAnotherFolderOfRunsIsAsGoodAsNone() throws Exception {
        index.write(List.of(finished("one")));
        assertThat(new SettledRuns(file, home.resolve("others")).read().size()).isZero();
    }

    @Test
    void fileThatCannotBeWrittenIsNoFailure() throws Exception {
        Files.writeString(home.resolve("known"), "a file where a folder is to be");
        index.write(List.of(finished("one")));
        assertThat(index.read().size()).isZero();
    }
}
