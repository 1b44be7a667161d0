package dev.bunrui.service.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.service.slurm.Elements.Piece;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How runs are put together. */
class ElementsTest {
    private static List<Piece> pieces(int runs, int models, double seconds) {
        List<Piece> pieces = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            pieces.add(new Piece("run-" + run, "model-" + run % models, seconds));
        }
        return pieces;
    }

    private static List<Integer> sizes(List<List<Piece>> elements) {
        return elements.stream().map(List::size).toList();
    }

    @Test
    void whereThereIsRoomForAllEachHasAJobOfItsOwn() {
        assertThat(sizes(Elements.of(pieces(4, 1, 60), 300, 8, 0, 0, 1000))).containsExactly(1, 1, 1, 1);
    }

    @Test
    void shortRunsOfALargeModelShareAJobSoThatAllJobsEndTogether() {
        assertThat(sizes(Elements.of(pieces(12, 1, 60), 300, 4, 0, 0, 1000))).containsExactly(3, 3, 3, 3);
    }

    @Test
    void longRunsOfASmallModelDoNot() {
        assertThat(sizes(Elements.of(pieces(12, 1, 3600), 10, 4, 0, 0, 1000))).hasSize(12);
    }

    @Test
    void runsOfOtherModelsAreNeverTogether() {
        List<List<Piece>> elements = Elements.of(pieces(12, 3, 60), 300, 3, 0, 0, 1000);
        assertThat(sizes(elements)).containsExactly(4, 4, 4);
        assertThat(elements)
                .allSatisfy(element -> assertThat(element.stream().map(Piece::backbone))
                        .containsOnly(element.get(0).backbone()));
    }

    @Test
    void aJobIsNotFilledToTheEndOfItsTime() {
        // Three of them take 480 seconds, more than four fifths of 500.
        assertThat(sizes(Elements.of(pieces(12, 1, 60), 300, 4, 500, 0, 1000))).allMatch(size -> size == 1);
        assertThat(sizes(Elements.of(pieces(12, 1, 60), 300, 4, 600, 0, 1000))).containsExactly(3, 3, 3, 3);
    }

    @Test
    void aPersonsChoiceIsTaken() {
        assertThat(sizes(Elements.of(pieces(5, 1, 3600), 1, 100, 60, 2, 1000))).containsExactly(2, 2, 1);
    }

    @Test
    void aLargeSweepHasNoMoreElementsThanAnArrayMayHave() {
        assertThat(sizes(Elements.of(pieces(10_000, 1, 3600), 10, 100_000, 3600, 0, 1000)))
                .hasSize(1000)
                .containsOnly(10);
    }

    @Test
    void theEndIsThatOfTheLastJob() {
        assertThat(Elements.end(Elements.of(pieces(5, 1, 100), 10, 2, 0, 1, 1000), 10, 2))
                .isEqualTo(3 * 110);
    }
}
