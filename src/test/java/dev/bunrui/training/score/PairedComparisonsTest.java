package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedComparisonsTest {
    private final SplittableRandom random = new SplittableRandom(5);
    private final int[] gold = random.ints(800, 0, 3).toArray();

    private int[] wrongIn(int tenths) {
        return Arrays.stream(gold)
                .map(label -> random.nextInt(10) < tenths ? (label + 1) % 3 : label)
                .toArray();
    }

    @Test
    void everyPairIsTestedAndAdjustedForAll() {
        List<int[]> runs = List.of(wrongIn(3), wrongIn(1), wrongIn(1), wrongIn(3));
        PairedComparisons comparisons = PairedComparisons.of(gold, runs);
        List<McNemar> tests = new ArrayList<>();
        for (PairedComparisons.Pair pair : comparisons.pairs()) {
            assertThat(pair.a()).isLessThan(pair.b());
            assertThat(pair.test()).isEqualTo(McNemar.of(gold, runs.get(pair.a()), runs.get(pair.b())));
            tests.add(pair.test());
        }
        assertThat(tests).hasSize(6);
        assertThat(comparisons.pairs().stream().mapToDouble(PairedComparisons.Pair::adjusted))
                .containsExactly(Arrays.stream(Holm.adjust(
                                tests.stream().mapToDouble(McNemar::p).toArray()))
                        .boxed()
                        .toArray(Double[]::new));
    }

    @Test
    void theBestGroupComesFirstWhateverTheOrderOfTheRuns() {
        int[] good = wrongIn(1);
        int[] slightlyWorse = good.clone();
        slightlyWorse[0] = (gold[0] + 1) % 3;
        slightlyWorse[1] = (gold[1] + 1) % 3;
        slightlyWorse[2] = (gold[2] + 1) % 3;
        PairedComparisons comparisons =
                PairedComparisons.of(gold, List.of(wrongIn(5), slightlyWorse, good, wrongIn(5), wrongIn(9)));
        assertThat(comparisons.groups()).hasSize(3);
        assertThat(comparisons.groups().get(0)).containsExactly(2, 1);
        assertThat(comparisons.groups().get(1)).containsExactlyInAnyOrder(0, 3);
        assertThat(comparisons.groups().get(2)).containsExactly(4);
        assertThat(comparisons.pairs()).filteredOn(pair -> !pair.differ()).hasSize(2);
    }

    @Test
    void oneRunHasNoPairAndRunsOfOtherArticlesAreRefused() {
        assertThat(PairedComparisons.of(gold, List.of(gold)))
                .isEqualTo(new PairedComparisons(List.of(), List.of(List.of(0))));
        assertThat(PairedComparisons.of(gold, List.of()).groups()).isEmpty();
        assertThatThrownBy(() -> PairedComparisons.of(gold, List.of(gold, new int[7])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("800 gold labels, but 7 predictions");
    }
}
