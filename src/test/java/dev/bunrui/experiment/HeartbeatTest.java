package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
    private static final Duration LEAST = Duration.ofMinutes(5);

    @TempDir
    Path path;

    private final long[] nanos = {0};
    private RunFolder run;
    private Heartbeat heart;

    @BeforeEach
    void begin() {
        run = new RunFolder(path);
        heart = new Heartbeat(run, LEAST, () -> nanos[0]);
        heart.stage(RunListener.Stage.LOADING);
    }

    private void workFor(Duration time) {
        nanos[0] += time.toNanos();
        heart.beat();
    }

    private SignOfLife sign() {
        return SignOfLife.of(run).orElseThrow();
    }

    @Test
    void beforeAPaceIsKnownItIsWaitedForLonger() {
        assertThat(sign().patience()).isEqualTo(Duration.ofMinutes(30));
        assertThat(sign().stage()).isEqualTo(RunListener.Stage.LOADING);
        assertThat(sign().process()).isEqualTo(ProcessHandle.current().pid());
        workFor(Duration.ofSeconds(1));
        assertThat(sign().patience()).isEqualTo(LEAST);
        heart.stage(RunListener.Stage.TRAINING);
        assertThat(sign().patience()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aSlowRunIsWaitedForTwentyTimesItsSlowestMicroBatch() {
        workFor(Duration.ofSeconds(60));
        workFor(Duration.ofSeconds(1));
        assertThat(sign().patience()).isEqualTo(Duration.ofMinutes(20));
        Instant said = sign().time();
        assertThat(sign().overdue(said.plus(Duration.ofMinutes(20)))).isFalse();
        assertThat(sign().overdue(said.plus(Duration.ofMinutes(20)).plusMillis(1)))
                .isTrue();
    }

    @Test
    void whoIsAskedToStopIsGivenATenthOfThatFromTheAskingOn() {
        workFor(Duration.ofSeconds(1));
        Instant asked = sign().time().plus(Duration.ofMinutes(2));
        assertThat(sign().disobeys(asked, asked.plusSeconds(30))).isFalse();
        assertThat(sign().disobeys(asked, asked.plusSeconds(31))).isTrue();
        Instant before = sign().time().minusSeconds(100);
        assertThat(sign().disobeys(before, sign().time().plusSeconds(29))).isFalse();
    }

    @Test
    void signsAreNotWrittenAtEveryBeat() {
        workFor(Duration.ofSeconds(1));
        Instant said = sign().time();
        workFor(Duration.ofSeconds(9));
        assertThat(sign().time()).isEqualTo(said);
        workFor(Duration.ofSeconds(1));
        assertThat(sign().time()).isAfter(said);
    }

    @Test
    void aSignOfAProcessThatIsGoneOrOfAnotherOfThatNumberIsNone() throws Exception {
        SignOfLife sign = sign();
        new SignOfLife(
                        sign.time(),
                        sign.host(),
                        sign.process(),
                        sign.started().minusSeconds(60),
                        sign.stage(),
                        sign.patience())
                .write(run);
        assertThat(SignOfLife.of(run)).isEmpty();
        sign.write(run);
        assertThat(SignOfLife.of(run)).contains(sign);
        Files.writeString(run.signOfLife(), "{\"time\":");
        assertThat(SignOfLife.of(run)).isEmpty();
        heart.close();
        assertThat(SignOfLife.of(run)).isEmpty();
    }

    @Test
    void aSignThatCannotBeWrittenDoesNotEndTheRun() throws Exception {
        Files.delete(run.signOfLife());
        Files.createDirectories(run.signOfLife().resolve("in the way"));
        workFor(Duration.ofMinutes(1));
        assertThat(SignOfLife.of(run)).isEmpty();
    }
}
