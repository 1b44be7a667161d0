package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewThresholdTest {
    @TempDir
    Path home;

    private RunFolder run;

    @BeforeEach
    void save() throws Exception {
        run = SavedRun.finished(home.resolve("runs"), "run", Instant.EPOCH);
    }

    @Test
    void theThresholdIsKeptUntilAnotherOrNoneIsChosen() {
        assertThat(ReviewThreshold.of(run)).isEmpty();
        ReviewThreshold.choose(run, OptionalDouble.of(0.9));
        ReviewThreshold.choose(run, OptionalDouble.of(0.95));
        assertThat(run.review()).hasContent("{\"threshold\":0.95}");
        assertThat(ReviewThreshold.of(run)).hasValue(0.95);
        ReviewThreshold.choose(run, OptionalDouble.empty());
        assertThat(ReviewThreshold.of(run)).isEmpty();
        assertThat(run.review()).doesNotExist();
    }

    @Test
    void whatIsNoThresholdCountsAsNone() throws Exception {
        for (String garbled : new String[] {"", "{", "[]", "{\"threshold\":\"0.9\"}", "{\"threshold\":1.1}"}) {
            Files.writeString(run.review(), garbled);
            assertThat(ReviewThreshold.of(run)).as(garbled).isEmpty();
        }
    }

    @Test
    void aDeletedRunDoesNotComeBackByIt() {
        new RunTrash(home.resolve("runs")).delete(run);
        assertThatThrownBy(() -> ReviewThreshold.choose(run, OptionalDouble.of(0.9)))
                .isInstanceOf(RequestException.class);
        assertThat(run.path()).doesNotExist();
    }
}
