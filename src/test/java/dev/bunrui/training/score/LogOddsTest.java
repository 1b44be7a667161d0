package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogOddsTest {
    static Stream<JsonNode> cases() throws IOException {
        return Fixtures.of("logOdds");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scoresAreThoseOfTheFormulaInNumpy(JsonNode expected) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        expected.required("counts")
                .properties()
                .forEach(row -> counts.put(row.getKey(), Fixtures.ints(row.getValue())));
        LogOdds made = LogOdds.of(counts, expected.required("strength").asDouble());
        assertThat(made.scores()).containsOnlyKeys(counts.keySet());
        made.scores()
                .forEach((term, z) -> assertThat(z)
                        .containsExactly(Fixtures.doubles(expected.required("z").required(term)), within(1e-9)));
    }

    @Test
    void wordsThatGiveAClassAwayComeUpAndFrequentAndRareOnesDoNot() {
        LogOdds made = LogOdds.of(
                Map.of(
                        "球", new int[] {40, 1},
                        "選手", new int[] {20, 1},
                        "映画", new int[] {1, 40},
                        "の", new int[] {300, 300},
                        "稀", new int[] {1, 0},
                        "無", new int[] {0, 0}),
                50);
        assertThat(made.top(0, 2)).extracting(LogOdds.Term::term).containsExactly("球", "選手");
        assertThat(made.top(0, 2)).allSatisfy(term -> assertThat(term.z()).isGreaterThan(1.96));
        assertThat(made.top(1, 1)).extracting(LogOdds.Term::term).containsExactly("映画");
        assertThat(made.top(1, 9)).extracting(LogOdds.Term::term).doesNotContain("球", "選手", "無");
        assertThat(made.scores().get("稀")[0]).isLessThan(1.96);
    }

    @Test
    void aLoneTermSaysNothingAndNeitherDoNone() {
        assertThat(LogOdds.of(Map.of("a", new int[] {3, 0}), 1).scores().get("a"))
                .containsExactly(0, 0);
        assertThat(LogOdds.of(Map.of(), 1).scores()).isEmpty();
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> LogOdds.of(Map.of("a", new int[] {1, 2}), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogOdds.of(Map.of("a", new int[] {1, -2}), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogOdds.of(Map.of("a", new int[] {1, 2}, "b", new int[1]), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogOdds.of(Map.of("a", new int[] {1, 2}), 1).top(2, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
