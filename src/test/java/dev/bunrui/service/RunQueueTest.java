package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunQueueTest {
    @TempDir
    Path home;

    private RunQueue queue;

    @BeforeEach
    void open() {
        queue = new RunQueue(new AppFolders(Path.of(""), home));
    }

    private RunFolder run(String name) {
        return new RunFolder(home.resolve("runs").resolve(name));
    }

    private RunQueue.Turn first() {
        return queue.turns(Set.of()).get(0);
    }

    @Test
    void runsWaitInTheOrderInWhichTheyWereAskedForOnceEach() {
        assertThat(queue.turns(Set.of())).isEmpty();
        for (String name : new String[] {"a", "b", "a", "c"}) {
            queue.add(run(name));
        }
        assertThat(queue.runs()).containsExactly(run("a"), run("b"), run("c"));
        assertThat(first().run()).isEqualTo(run("a"));
        queue.remove(run("b"));
        queue.remove(run("nowhere"));
        assertThat(new RunQueue(new AppFolders(Path.of(""), home)).runs()).containsExactly(run("a"), run("c"));
    }

    @Test
    void aRunThatIsAskedForAgainWhileItIsWorkedOnHasAnotherTurn() {
        queue.add(run("a"));
        queue.add(run("b"));
        RunQueue.Turn turn = first();
        queue.add(run("a"));
        queue.done(turn);
        assertThat(queue.runs()).containsExactly(run("a"), run("b"));
        turn = first();
        queue.remove(run("a"));
        queue.add(run("a"));
        queue.done(turn);
        assertThat(queue.runs()).containsExactly(run("b"), run("a"));
        queue.done(first());
        assertThat(queue.runs()).containsExactly(run("a"));
        turn = first();
        assertThat(queue.turns(Set.of(turn))).isEmpty();
        queue.add(run("a"));
        assertThat(queue.turns(Set.of(turn))).extracting(RunQueue.Turn::run).containsExactly(run("a"));
    }

    @Test
    void runsChangePlaces() {
        for (String name : new String[] {"a", "b", "c"}) {
            queue.add(run(name));
        }
        queue.move(run("c"), 0);
        assertThat(queue.waiting()).containsExactly(run("c"), run("a"), run("b"));
        queue.move(run("c"), 99);
        queue.move(run("nowhere"), 0);
        assertThat(queue.runs()).containsExactly(run("a"), run("b"), run("c"));
    }

    @Test
    void nothingIsLostWhereManyChangeItAtOnce() {
        IntStream.range(0, 64).parallel().forEach(i -> queue.add(run("r" + i)));
        assertThat(queue.runs()).hasSize(64);
        IntStream.range(0, 64).parallel().forEach(i -> queue.remove(run("r" + i)));
        assertThat(queue.runs()).isEmpty();
    }

    @Test
    void aGarbledFileIsNamed() throws Exception {
        Path file = Files.createDirectories(home.resolve("service")).resolve("queue.json");
        Files.writeString(file, "{\"runs\":");
        assertThatThrownBy(() -> queue.add(run("a")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(file.toString());
        assertThat(Files.readString(file)).isEqualTo("{\"runs\":");
    }
}
