package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Split;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Logits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SvmBaselineTest {
    private static final List<Article> TRAIN = List.of(
            article("寿司と味噌汁", "寿司屋の味噌汁は🍣によく合う。"),
            article("味噌汁の朝", "朝は味噌汁と🍣と漬物。"),
            article("決勝の日", "試合は後半に得点が決まった⚽。"),
            article("得点王", "後半の得点で試合が決まった⚽。"),
            article("星の一生", "星は重いほど早く燃え尽きる。"));
    private static final int[] LABELS = {0, 0, 1, 1, 2};

    private static Article article(String title, String body) {
        return new Article("id", title, body, null, Map.of());
    }

    private static BaselineScores scores(List<Article> train, int[] labels, int classes, Article... test) {
        return SvmBaseline.scores(new Split(train, List.of(), List.of(test)), classes, labels, Watch.unwatched());
    }

    @Test
    void articlesAreToldApartByTitleAndBody() {
        Split split =
                new Split(TRAIN, List.of(article("味噌汁", "")), List.of(article("", "試合の得点⚽"), article("星は燃え尽きる", "星は")));
        List<Double> told = new ArrayList<>();
        BaselineScores scores = SvmBaseline.scores(split, 3, LABELS, new Watch(() -> false, told::add));
        assertThat(scores.validation()).hasDimensions(1, 3);
        assertThat(scores.test()).hasDimensions(2, 3);
        assertThat(Logits.argmax(scores.validation()[0])).isZero();
        assertThat(Logits.argmax(scores.test()[0])).isEqualTo(1);
        assertThat(told).isSorted().endsWith(1.0);
    }

    @Test
    void aClassWithOneArticleIsLearnedToo() {
        assertThat(Logits.argmax(scores(TRAIN, LABELS, 3, TRAIN.get(4)).test()[0]))
                .isEqualTo(2);
    }

    @Test
    void textsOfWhichNothingWasLearnedGoToTheClassThatMostAreOf() {
        Article empty = article("", "");
        Article foreign = article("Ω", "ΨΞ");
        float[][] scores = scores(List.of(foreign), new int[] {1}, 2, empty).test();
        assertThat(scores).isDeepEqualTo(new float[][] {{-1, 1}});
        List<Article> emptyOnes = List.of(empty, empty, empty);
        scores = scores(emptyOnes, new int[] {1, 1, 0}, 2, empty, foreign).test();
        assertThat(Logits.argmax(scores[0])).isEqualTo(1);
        assertThat(Logits.argmax(scores[1])).isEqualTo(1);
    }

    @Test
    void anEmptyArticleIsScoredLikeOneWithUnseenCharactersOnly() {
        float[][] scores =
                scores(TRAIN, LABELS, 3, article("", ""), article("Ω", "ΨΞ")).test();
        assertThat(scores[0]).hasSize(3).isEqualTo(scores[1]);
    }

    @Test
    void ofOneClassEveryArticleIs() {
        assertThat(scores(TRAIN, new int[] {1, 1, 1, 1, 1}, 2, TRAIN.get(0)).test())
                .isDeepEqualTo(new float[][] {{-1, 1}});
        assertThat(scores(TRAIN.subList(0, 1), new int[] {0}, 2, TRAIN.get(4)).test())
                .isDeepEqualTo(new float[][] {{1, -1}});
    }

    @Test
    void labelsThatAreNotOneForEachArticleAreRefused() {
        assertThatThrownBy(() -> scores(TRAIN, new int[] {0, 1}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 labels for 5 training articles");
        assertThatThrownBy(() -> scores(List.of(), new int[0], 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scores(TRAIN, LABELS, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void articlesThatWouldNotFitIntoMemoryAreRefusedBeforeTheyAreRead() {
        Article large = article("題", "本文".repeat(50_000));
        int many = Math.toIntExact(Runtime.getRuntime().maxMemory() / 60 / 100_000 + 2);
        assertThatThrownBy(() -> scores(Collections.nCopies(many, large), new int[many], 2))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(Long.toString(Runtime.getRuntime().maxMemory() >> 20));
    }

    @Test
    void itIsGivenUpInEveryStretch() {
        Split split = new Split(TRAIN, TRAIN, TRAIN);
        AtomicInteger times = new AtomicInteger();
        SvmBaseline.scores(split, 3, LABELS, new Watch(() -> times.incrementAndGet() < 0, share -> {}));
        assertThat(times.get()).isGreaterThanOrEqualTo(5 + 5 + 3 + 10);
        for (int allowed = 0; allowed < 23; allowed++) {
            AtomicInteger left = new AtomicInteger(allowed);
            Watch watch = new Watch(() -> left.decrementAndGet() < 0, share -> {});
            assertThatThrownBy(() -> SvmBaseline.scores(split, 3, LABELS, watch))
                    .isInstanceOf(CancellationException.class);
        }
    }
}
