package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private static List<Integer> numbers(int many) {
        return IntStream.range(0, many).boxed().toList();
    }

    @Test
    void shortListIsLookedAtAsAWholeEachTime() {
        InTurn inTurn = new InTurn(50, 20);
        assertThat(inTurn.of(numbers(0))).isEmpty();
        assertThat(inTurn.of(numbers(7))).containsExactlyInAnyOrderElementsOf(numbers(7));
        assertThat(inTurn.of(numbers(7))).containsExactlyInAnyOrderElementsOf(numbers(7));
    }

    @Test
    void everythingInALongListWasLookedAtAfterTheGoes() {
        InTurn inTurn = new InTurn(50, 20);
        Set<Integer> seen = new HashSet<>();
        for (int go = 0; go < 20; go++) {
            List<Integer> part = inTurn.of(numbers(10_019));
            assertThat(part).hasSize(501).doesNotHaveDuplicates();
            seen.addAll(part);
        }
        assertThat(seen).hasSize(10_019);
    }

    @Test
    void ofAListThatIsNotSoLongTheLeastIsLookedAt() {
        assertThat(new InTurn(50, 20).of(numbers(200))).isEqualTo(numbers(50));
    }
}
