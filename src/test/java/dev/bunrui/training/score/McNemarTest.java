package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class McNemarTest {
    static Stream<JsonNode> cases() throws IOException {
        return Fixtures.of("mcnemar");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pIsThatOfStatsmodelsAndTheSameBothWays(JsonNode expected) {
        int fixed = expected.get(0).asInt();
        int broken = expected.get(1).asInt();
        double p = expected.get(2).asDouble();
        assertThat(McNemar.of(fixed, broken).p()).isCloseTo(p, within(1e-9 * p));
        assertThat(McNemar.of(broken, fixed).p())
                .isEqualTo(McNemar.of(fixed, broken).p());
    }

    @Test
    void onlyArticlesCountOnWhichJustOneIsRight() {
        int[] gold = {0, 1, 2, 0, 1, 2};
        int[] a = {0, 0, 1, 0, 2, 1};
        int[] b = {0, 1, 2, 1, 0, 2};
        assertThat(McNemar.of(gold, a, b)).isEqualTo(McNemar.of(3, 1));
        assertThat(McNemar.of(gold, a, a)).isEqualTo(new McNemar(0, 0, 1));
    }

    @Test
    void sixArticlesCanTellOnlyWhereAllAreOfOneKind() {
        assertThat(McNemar.of(5, 0).p()).isGreaterThan(0.05);
        assertThat(McNemar.of(6, 0).p()).isLessThan(0.05);
        assertThat(McNemar.of(5, 1).p()).isGreaterThan(0.05);
        assertThat(McNemar.of(2, 4).few()).isTrue();
        assertThat(McNemar.of(3, 4).few()).isFalse();
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatThrownBy(() -> McNemar.of(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> McNemar.of(new int[2], new int[2], new int[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
