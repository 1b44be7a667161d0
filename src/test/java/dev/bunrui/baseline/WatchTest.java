package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchTest {
    @Test
    void progressOfManyThreadsOnlyGrowsAndEndsWithTheStretch() {
        List<Double> told = new ArrayList<>();
        Watch.Stretch stretch = new Watch(() -> false, told::add).stretch(0.2, 0.8, 10_000);
        IntStream.range(0, 10_000).parallel().forEach(piece -> stretch.pieceDone());
        assertThat(told).isSorted().doesNotHaveDuplicates().hasSizeBetween(30, 62);
        assertThat(told.get(0)).isBetween(0.2, 0.25);
        assertThat(told.get(told.size() - 1)).isEqualTo(0.8);
    }

    @Test
    void whatIsGivenUpEndsWithTheNextPiece() {
        Watch.Stretch stretch = new Watch(() -> true, share -> {}).stretch(0, 1, 2);
        assertThatThrownBy(stretch::pieceDone).isInstanceOf(CancellationException.class);
    }
}
