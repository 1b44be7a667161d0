package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MicroBatchesTest {
    private static List<Drawn> texts(int... lengths) {
        return IntStream.of(lengths)
                .mapToObj(length -> new Drawn(new Example(new int[length], 0), 0))
                .toList();
    }

    private static List<List<Integer>> lengths(List<List<Drawn>> parts) {
        return parts.stream()
                .map(part ->
                        part.stream().map(each -> each.example().ids().length).toList())
                .toList();
    }

    @Test
    void aPartHoldsAsManyTextsAsItsTokensAllowLongestFirst() {
        assertThat(lengths(MicroBatches.cut(texts(2, 5, 3, 9, 1), OptionalInt.empty(), 10)))
                .containsExactly(List.of(9), List.of(5, 3), List.of(2, 1));
        assertThat(lengths(MicroBatches.cut(texts(2, 5, 3), OptionalInt.of(2), 1)))
                .containsExactly(List.of(5, 3), List.of(2));
    }

    @Test
    void aTextWithoutAnyTokenCountsAsTheOneFillerThatIsReadOfIt() {
        assertThat(lengths(MicroBatches.cut(texts(0, 4, 0, 0), OptionalInt.empty(), 2)))
                .containsExactly(List.of(4), List.of(0, 0), List.of(0));
    }
}
