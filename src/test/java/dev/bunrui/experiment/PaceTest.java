package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.score.Scores;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    private static TrainingEvent step(long step) {
        return new TrainingEvent.Stepped(step, 1, 1, 1e-3, 100, 2);
    }

    private static TrainingEvent validation(int epoch) {
        return new TrainingEvent.Evaluated(epoch, 1, Scores.of(2, new int[] {0, 1}, new int[] {0, 1}), epoch == 1, 1);
    }

    @Test
    void timeBetweenTwoSittingsIsNotCounted() {
        pace.hear(new TrainingEvent.Started(0, 12, 3, 0), 100);
        pace.hear(step(1), 104);
        pace.hear(step(2), 110);
        pace.hear(new TrainingEvent.Started(2, 12, 3, 0), 5000);
        assertThat(pace.elapsed()).isEqualTo(10);
        assertThat(pace.secondsLeft()).isNaN();
        pace.hear(step(3), 5006);
        assertThat(pace.elapsed()).isEqualTo(16);
        assertThat(pace.secondsLeft()).isEqualTo(9 * 6);
    }

    @Test
    void whatWasTriedBeforehandIsNoPartOfTheTimeAndTellsHowLongItWillTake() {
        pace.hear(new TrainingEvent.MemoryRanOut(false, 4, 2, 0), 90);
        pace.hear(new TrainingEvent.Rehearsed(OptionalLong.empty(), 2, 48, 0), 95);
        assertThat(pace.elapsed()).isZero();
        pace.hear(new TrainingEvent.Started(0, 12, 3, 0), 100);
        assertThat(pace.elapsed()).isZero();
        assertThat(pace.secondsLeft()).isEqualTo(48);
        pace.hear(step(1), 103);
        assertThat(pace.elapsed()).isEqualTo(3);
        assertThat(pace.secondsLeft()).isEqualTo(11 * 3);
    }

    @Test
    void epochsAreCountedFromTheFirstStepOn() {
        assertThat(pace.epochs()).isZero();
        pace.hear(new TrainingEvent.Started(0, 12, 3, 0), 0);
        assertThat(pace.epochs()).isEqualTo(4);
        assertThat(pace.epoch()).isZero();
        pace.hear(step(1), 1);
        assertThat(pace.epoch()).isEqualTo(1);
        pace.hear(step(3), 2);
        assertThat(pace.epoch()).isEqualTo(1);
        pace.hear(step(4), 3);
        assertThat(pace.epoch()).isEqualTo(2);
    }

    @Test
    void validationIsDueBeforeTrainingAndAfterEachEpoch() {
        assertThat(pace.validationDue()).isFalse();
        pace.hear(new TrainingEvent.Started(0, 12, 3, 0), 0);
        assertThat(pace.validationDue()).isTrue();
        pace.hear(validation(0), 1);
        assertThat(pace.validationDue()).isFalse();
        pace.hear(step(2), 2);
        assertThat(pace.validationDue()).isFalse();
        pace.hear(step(3), 3);
        assertThat(pace.validationDue()).isTrue();
        pace.hear(validation(1), 4);
        assertThat(pace.validationDue()).isFalse();
    }
}
