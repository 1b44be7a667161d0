package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.runtime.FakeDriver;
import dev.bunrui.runtime.NvidiaDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is slow to take back what a process had: a script that says what the test lets it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class CardMemoryTest {
    @TempDir
    Path home;

    private Path holders;
    private Path asked;
    private NvidiaDriver driver;

    @BeforeEach
    void open() throws Exception {
        holders = Files.writeString(home.resolve("holders"), "");
        asked = home.resolve("asked");
        driver = NvidiaDriver.ofMachine(
                FakeDriver.running(home.resolve("driver"), "echo \"$1\" >> " + asked + "\ncat " + holders + "\n")
                        .environment());
    }

    private int askedTimes() {
        try {
            return Files.exists(asked) ? Files.readAllLines(asked).size() : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void whatIsFreeIsNotWaitedFor() throws Exception {
        Files.writeString(holders, "4711, 5120\n");
        new CardMemory(driver, Duration.ofHours(1)).awaitFreed(815);
        assertThat(askedTimes()).isEqualTo(1);
    }

    @Test
    void whatStaysIsNotWaitedForForEver() throws Exception {
        Files.writeString(holders, "815, 5120\n");
        new CardMemory(driver, Duration.ofSeconds(3)).awaitFreed(815);
        assertThat(askedTimes()).isBetween(2, 16);
    }

    @Test
    void aLaneTakesNoOtherRunBeforeTheCardsMemoryOfItsWorkerIsFree() throws Exception {
        AppFolders folders = new AppFolders(Path.of(""), home);
        KnownMachine.in(folders);
        RunFolder run = RunRequest.make(folders.runs(), "run", TinyRun.settings(TinyRun.data(home), 1));
        RunQueue queue = new RunQueue(folders);
        queue.add(run);
        Lane lane = Lane.of(folders, new Devices(List.of("cuda:0")), new CardMemory(driver, Duration.ofHours(1)))
                .get(0);
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        lane.begin(queue.turns(Set.of()).get(0), () -> {});
        ProcessHandle worker = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .findFirst()
                .orElseThrow();
        Files.writeString(holders, worker.pid() + ", 5120\n");
        worker.onExit().join();
        Followed.await("the worker's end is seen", () -> lane.ended().isPresent());
        Followed.await("the driver is asked again", () -> askedTimes() >= 2);
        assertThat(lane.free()).isFalse();
        assertThat(lane.busy()).isTrue();
        Files.writeString(holders, "");
        Followed.await("the lane is free", lane::free);
        assertThat(lane.busy()).isFalse();
    }
}
