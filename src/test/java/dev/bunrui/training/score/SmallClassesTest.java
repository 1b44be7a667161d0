package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.training.score.SmallClasses.Small;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallClassesTest {
    private static SmallClasses of(int... articles) {
        int[] gold = IntStream.range(0, articles.length)
                .flatMap(label -> IntStream.generate(() -> label).limit(articles[label]))
                .toArray();
        int[] said = new int[gold.length];
        Arrays.fill(said, 0); // what they are taken for makes no class larger
        return SmallClasses.of(Scores.of(articles.length, gold, said));
    }

    @Test
    void theyAreThoseOfFewerThanFiveArticlesNoneIncluded() {
        SmallClasses small = of(90, 5, 4, 0, 1);
        assertThat(small.classes()).containsExactly(new Small(2, 4), new Small(3, 0), new Small(4, 1));
        assertThat(small.named(List.of("a", "b", "c", "d", "e"))).isEqualTo("c (4), d (0), e (1)");
        assertThat(small.any()).isTrue();
        assertThat(of(90, 5, 6).any()).isFalse();
    }

    @Test
    void withoutAnyArticleThereIsNothingToTell() {
        assertThat(of(0, 0).any()).isFalse();
    }
}
