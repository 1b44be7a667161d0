package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScoresTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    static Stream<JsonNode> cases() throws IOException {
        return Fixtures.of("scores");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scoresAreThoseOfScikitLearn(JsonNode expected) {
        int classes = expected.required("classes").asInt();
        int[] gold = Fixtures.ints(expected.required("gold"));
        Scores scores = Scores.of(classes, gold, Fixtures.ints(expected.required("predicted")));
        assertThat(scores.n()).isEqualTo(gold.length);
        assertThat(scores.accuracy()).isCloseTo(expected.required("accuracy").asDouble(), ROUNDING);
        assertThat(scores.macroPrecision())
                .isCloseTo(expected.required("precision").asDouble(), ROUNDING);
        assertThat(scores.macroRecall()).isCloseTo(expected.required("recall").asDouble(), ROUNDING);
        assertThat(scores.macroF1()).isCloseTo(expected.required("f1").asDouble(), ROUNDING);
        assertThat(scores.perClass()).hasSize(classes);
        for (int label = 0; label < classes; label++) {
            JsonNode row = expected.required("perClass").get(label);
            ClassScores own = scores.perClass().get(label);
            assertThat(own.precision()).isCloseTo(row.required("precision").asDouble(), ROUNDING);
            assertThat(own.recall()).isCloseTo(row.required("recall").asDouble(), ROUNDING);
            assertThat(own.f1()).isCloseTo(row.required("f1").asDouble(), ROUNDING);
            assertThat(own.support()).isEqualTo(row.required("support").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void confusionHasGoldInRowsAndPredictionsInColumns(JsonNode expected) {
        Confusion confusion = Confusion.of(
                expected.required("classes").asInt(),
                Fixtures.ints(expected.required("gold")),
                Fixtures.ints(expected.required("predicted")));
        int[][] table = confusion.table();
        for (int gold = 0; gold < confusion.classes(); gold++) {
            assertThat(table[gold])
                    .containsExactly(
                            Fixtures.ints(expected.required("confusion").get(gold)));
        }
        table[0][0] = -1;
        assertThat(confusion.count(0, 0)).isNotNegative();
    }

    @Test
    void noArticlesScoreZero() {
        Scores scores = Scores.of(3, new int[0], new int[0]);
        assertThat(scores.n()).isZero();
        assertThat(scores.accuracy()).isZero();
        assertThat(scores.macroF1()).isZero();
        assertThat(scores.perClass()).hasSize(3).containsOnly(new ClassScores(0, 0, 0, 0));
    }

    @Test
    void aLabelThatIsNoClassIsRefusedByArticle() {
        assertThatThrownBy(() -> Confusion.of(3, new int[] {0, 1}, new int[] {0, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("predicted label 3 of article 1");
        assertThatThrownBy(() -> Confusion.of(3, new int[] {-1}, new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gold label -1 of article 0");
        assertThatThrownBy(() -> Confusion.of(3, new int[] {0, 1}, new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 gold labels, but 1 predictions");
        Confusion confusion = Confusion.of(3, new int[] {0}, new int[] {0});
        assertThatThrownBy(() -> confusion.count(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
