package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.service.RunQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueCommandTest {
    @TempDir
    Path home;

    private AppFolders folders;
    private RunQueue queue;

    @BeforeEach
    void ask() throws Exception {
        folders = new AppFolders(Path.of(""), home);
        queue = new RunQueue(folders);
        for (String name : List.of("一番", "二番", "三番")) {
            queue.add(RunRequest.make(folders.runs(), name, TinyRun.settings(TinyRun.data(home), 1)));
        }
    }

    private static List<String> names(CommandRun said) throws Exception {
        return said.json().stream()
                .map(run -> run.get("place").asInt() + " " + run.get("name").asText())
                .toList();
    }

    @Test
    void waitingRunsAreListedWithTheirPlaces() throws Exception {
        CommandRun listed = CommandRun.of(home, "runs", "queue", "--lang", "ja");
        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out().lines().map(String::strip))
                .element(0)
                .asString()
                .contains("順番", "実行", "モデル");
        assertThat(listed.out().lines().map(String::strip))
                .element(3)
                .asString()
                .startsWith("3")
                .contains("三番");
        JsonNode first = CommandRun.of(home, "runs", "queue", "--json").json().get(0);
        assertThat(first.get("place").asInt()).isEqualTo(1);
        assertThat(first.get("state").asText()).isEqualTo("waiting");
        assertThat(first.get("run").asText()).endsWith("一番");
    }

    @Test
    void aWaitingRunIsGivenAnotherPlace() throws Exception {
        CommandRun moved = CommandRun.of(home, "runs", "move", "三番", "--to", "1", "--json");
        assertThat(moved.code()).as(moved.err()).isZero();
        assertThat(names(moved)).containsExactly("1 三番", "2 一番", "3 二番");
        assertThat(queue.runs().get(0).name()).isEqualTo("三番");
        assertThat(names(CommandRun.of(home, "runs", "move", "三番", "--to", "99", "--json")))
                .containsExactly("1 一番", "2 二番", "3 三番");
    }

    @Test
    void aRunThatDoesNotWaitIsRefused() throws Exception {
        RunFolder taken = RunFolder.find(folders.runs(), "二番");
        queue.remove(taken);
        CommandRun moved = CommandRun.of(home, "runs", "move", "二番", "--to", "1");
        assertThat(moved.code()).isEqualTo(2);
        assertThat(moved.err()).contains(taken.path().toString(), "does not wait");
        assertThat(CommandRun.of(home, "runs", "move", "一番").code()).isEqualTo(2);
        assertThat(names(CommandRun.of(home, "runs", "queue", "--json"))).containsExactly("1 一番", "2 三番");
    }

    @Test
    void aDamagedRunDoesNotHideTheOthers() throws Exception {
        Files.writeString(RunFolder.find(folders.runs(), "一番").request(), "{");
        CommandRun listed = CommandRun.of(home, "runs", "queue", "--json");
        assertThat(listed.code()).isZero();
        assertThat(names(listed)).containsExactly("1 一番", "2 二番", "3 三番");
        assertThat(listed.err()).contains("request.json");
    }

    @Test
    void anEmptyQueueSaysSo() throws Exception {
        queue.runs().forEach(queue::remove);
        assertThat(CommandRun.of(home, "runs", "queue").out()).contains("No run waits");
    }
}
