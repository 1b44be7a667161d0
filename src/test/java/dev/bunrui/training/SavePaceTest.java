package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SavePaceTest {
    private long now;
    private final SavePace pace = new SavePace(() -> now);

    private void pass(double seconds) {
        now += (long) (seconds * 1e9);
    }

    @Test
    void aQuickDiskIsAskedEveryTenSeconds() {
        pass(9.9);
        assertThat(pace.due()).isFalse();
        pass(0.2);
        assertThat(pace.due()).isTrue();
        pace.save(() -> pass(0.1));
        pass(9.9);
        assertThat(pace.due()).isFalse();
        pass(0.2);
        assertThat(pace.due()).isTrue();
    }

    @Test
    void aSlowOneIsAskedForAFiftiethOfTheTime() {
        pace.save(() -> pass(4));
        pass(199);
        assertThat(pace.due()).isFalse();
        pass(2);
        assertThat(pace.due()).isTrue();
    }
}
