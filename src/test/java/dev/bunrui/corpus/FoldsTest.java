package dev.bunrui.corpus;

import static dev.bunrui.corpus.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.message.RequestException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
    private static List<Article> articles(int... sizes) {
        List<Article> all = new ArrayList<>();
        for (int of = 0; of < sizes.length; of++) {
            for (int number = 0; number < sizes[of]; number++) {
                String body = of + "の本文" + number;
                all.add(new Article("c" + of + "/" + number, "", body, "c" + of, Map.of()));
            }
        }
        return all;
    }

    private static Split fold(List<Article> articles, boolean stratified, int number, int of) {
        return Splitter.split(articles, new SplitPlan(42, stratified, Optional.of(new Fold(number, of)), 1));
    }

    private static Set<String> ids(List<Article> part) {
        return part.stream().map(Article::id).collect(Collectors.toSet());
    }

    private static Map<String, Long> classes(List<Article> part) {
        return part.stream().collect(Collectors.groupingBy(Article::label, Collectors.counting()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyArticleIsTestedOnceAndNoneIsLearnedFromWhereItIsTested(boolean stratified) {
        List<Article> articles = articles(41, 33, 27);
        List<String> tested = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            Split split = fold(articles, stratified, number, 5);
            tested.addAll(ids(split.test()));
            Set<String> all = new HashSet<>(ids(split.train()));
            all.addAll(ids(split.validation()));
            all.addAll(ids(split.test()));
            assertThat(all).hasSize(101);
            assertThat(split.train().size()
                            + split.validation().size()
                            + split.test().size())
                    .isEqualTo(101);
            assertThat(split.test().size()).isBetween(20, 21);
            assertThat(split.validation())
                    .isEqualTo(fold(articles, stratified, number % 5 + 1, 5).test());
        }
        assertThat(tested).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void stratifiedFoldsKeepTheSharesOfTheClasses() {
        for (int number = 1; number <= 5; number++) {
            Map<String, Long> classes =
                    classes(fold(articles(50, 23, 11), true, number, 5).test());
            assertThat(classes.get("c0")).isEqualTo(10);
            assertThat(classes.get("c1")).isBetween(4L, 5L);
            assertThat(classes.get("c2")).isBetween(2L, 3L);
        }
    }

    @Test
    void equalBodiesStayInOneFold() {
        List<Article> articles = new ArrayList<>(articles(20, 20));
        for (int copy = 0; copy < 3; copy++) {
            articles.add(new Article("c1/copy" + copy, "", articles.get(0).body(), "c1", Map.of()));
        }
        for (int number = 1; number <= 4; number++) {
            Split split = fold(articles, false, number, 4);
            Set<String> learned = split.train().stream().map(Article::body).collect(Collectors.toSet());
            assertThat(split.test()).noneMatch(article -> learned.contains(article.body()));
            assertThat(split.validation()).noneMatch(article -> learned.contains(article.body()));
        }
    }

    @Test
    void aFoldWhoseTrainingLacksAClassIsRefusedByItsName() {
        List<Article> articles = articles(30, 1);
        int refused = 0;
        for (int number = 1; number <= 3; number++) {
            int fold = number;
            try {
                fold(articles, false, fold, 3);
            } catch (RequestException told) {
                assertThat(told).hasMessageContaining(fold + "/3").hasMessageContaining("c1");
                refused++;
            }
        }
        assertThat(refused).isEqualTo(2); // where it is tested, and where it is validated
    }

    @Test
    void moreFoldsThanBodiesAreRefused() {
        assertRefused(() -> fold(articles(2, 2), false, 1, 5), "fold.empty", "5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0/5", "6/5", "1/2", "2/5/7", "a/5", "-1/5", "99999999/5"})
    void whatIsNoFoldIsRefused(String text) {
        assertRefused(() -> Fold.parse(text), "fold.range", "2/5");
    }

    @Test
    void aFoldOfADividedSetIsRefused() {
        Given given = new Given(articles(3), articles(2), articles(2));
        assertRefused(
                () -> Splitter.split(given, new SplitPlan(42, false, Optional.of(new Fold(1, 3)), 1)),
                "fold.given",
                "1/3");
    }

    @Test
    void aSmallerShareOfTheTrainingIsPartOfALargerOneAndKeepsEveryClass() {
        List<Article> articles = articles(100, 40, 3);
        Split whole = Splitter.split(articles, SplitPlan.STANDARD);
        Split third = Splitter.split(articles, new SplitPlan(42, false, Optional.empty(), 0.3));
        Split tenth = Splitter.split(articles, new SplitPlan(42, false, Optional.empty(), 0.1));
        assertThat(third.test()).isEqualTo(whole.test());
        assertThat(third.validation()).isEqualTo(whole.validation());
        assertThat(ids(whole.train())).containsAll(ids(third.train()));
        assertThat(ids(third.train())).containsAll(ids(tenth.train()));
        assertThat(classes(tenth.train()).keySet())
                .isEqualTo(classes(whole.train()).keySet());
        classes(whole.train())
                .forEach((label, count) ->
                        assertThat(classes(third.train()).get(label)).isEqualTo((long) Math.ceil(0.3 * count - 1e-9)));
        assertThat(tenth.hash()).isNotEqualTo(third.hash());
    }
}
