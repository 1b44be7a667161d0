package dev.bunrui.corpus;

import static dev.bunrui.corpus.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {
    private static Article article(String label, int number) {
        return new Article(label + "/" + number, "題" + number, label + "の本文" + number, label, Map.of());
    }

    private static List<Article> articles(int... sizes) {
        List<Article> all = new ArrayList<>();
        for (int of = 0; of < sizes.length; of++) {
            for (int number = 0; number < sizes[of]; number++) {
                all.add(article("class" + of, number));
            }
        }
        return all;
    }

    private static SplitPlan plan(long seed, boolean stratified) {
        return new SplitPlan(seed, stratified, Optional.empty(), 1);
    }

    private static Stream<Article> all(Split split) {
        return Stream.of(split.train(), split.validation(), split.test()).flatMap(List::stream);
    }

    private static Map<String, Long> classes(List<Article> part) {
        return part.stream().collect(Collectors.groupingBy(ArticleGroups::label, Collectors.counting()));
    }

    @Test
    void theSameArticlesAndSeedGiveTheSameSplitForEver() {
        // Also computed by a separate program in Python, from the documentation of Splitter and Split alone.
        List<Article> articles = articles(40, 33, 27);
        assertThat(Splitter.split(articles, plan(42, false)).hash())
                .isEqualTo("e9ae32933c0d287d8eb36a045ca45c027b2a948401287fed8b8c268e01f47972");
        assertThat(Splitter.split(articles, plan(42, true)).hash())
                .isEqualTo("bab2ccdbb96b4fca6b7aabae69814ae252750f33e677118d6b4afc676e1491d4");
        assertThat(Splitter.split(articles, plan(43, false)).hash())
                .isNotEqualTo(Splitter.split(articles, plan(42, false)).hash());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void neitherTheOrderOfTheInputNorTheMachineMatters(boolean stratified) {
        List<Article> articles = new ArrayList<>(articles(40, 33, 27));
        articles.add(article("𠮷", 1)); // beyond U+FFFF, where UTF-16 order differs from code point order
        articles.add(article("𠮷", 2));
        articles.add(article("ﾖｼ", 1));
        articles.add(article("ﾖｼ", 2));
        String expected = Splitter.split(articles, plan(7, stratified)).hash();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            Collections.shuffle(articles, new Random(1));
            assertThat(Splitter.split(articles, plan(7, stratified)).hash()).isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void labelsAreSortedByCodePoint() {
        List<String> labels = new ArrayList<>(List.of("𠮷", "ﾖ", "a", "B", "", "ab"));
        labels.sort(CodePointOrder.INSTANCE);
        assertThat(labels).containsExactly("", "B", "a", "ab", "ﾖ", "𠮷");
    }

    @Test
    void everyArticleIsInOnePartOfTheRightSize() {
        for (boolean stratified : new boolean[] {false, true}) {
            List<Article> articles = articles(700, 300, 7);
            Split split = Splitter.split(articles, plan(42, stratified));
            assertThat(all(split)).containsExactlyInAnyOrderElementsOf(articles);
            assertThat(split.train().size()).isEqualTo(805);
            assertThat(split.validation().size()).isEqualTo(101);
            assertThat(split.test().size()).isEqualTo(101);
        }
    }

    @Test
    void identicalBodiesStayOnOneSide() {
        List<Article> articles = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            articles.add(new Article("a/" + number, "", "本文" + number / 3, number % 2 == 0 ? "a" : "b", Map.of()));
        }
        for (boolean stratified : new boolean[] {false, true}) {
            Split split = Splitter.split(articles, plan(42, stratified));
            Set<String> train = bodies(split.train());
            Set<String> validation = bodies(split.validation());
            assertThat(train).doesNotContainAnyElementsOf(validation);
            assertThat(bodies(split.test())).doesNotContainAnyElementsOf(train).doesNotContainAnyElementsOf(validation);
            assertThat(split.train().size()).isBetween(318, 322);
            assertThat(split.test().size()).isBetween(37, 43);
        }
    }

    private static Set<String> bodies(List<Article> articles) {
        return articles.stream().map(Article::body).collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void stratifiedPartsHaveTheirShareOfEveryClass() {
        Split split = Splitter.split(articles(101, 55, 20, 12), plan(42, true));
        assertThat(classes(split.validation()))
                .allSatisfy((label, count) -> assertThat(count).isPositive());
        assertThat(classes(split.train()).get("class0")).isBetween(80L, 82L);
        assertThat(classes(split.test()).get("class0")).isBetween(10L, 11L);
        assertThat(classes(split.test()).get("class1")).isBetween(5L, 6L);
        assertThat(classes(split.test()).get("class2")).isEqualTo(2L);
        assertThat(classes(split.test()).get("class3")).isBetween(1L, 2L);
    }

    @Test
    void manySmallClassesStillFillEveryPartInProportion() {
        int[] sizes =
                Collections.nCopies(40, 3).stream().mapToInt(Integer::intValue).toArray();
        Split split = Splitter.split(articles(sizes), plan(42, true));
        assertThat(split.validation().size()).isEqualTo(12);
        assertThat(split.test().size()).isEqualTo(12);
        assertThat(classes(split.train())).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 42})
    void trainingHasEveryClassAndNoPartIsEmptyHoweverSmallTheSet(long seed) {
        for (boolean stratified : new boolean[] {false, true}) {
            for (int[] sizes : List.of(new int[] {2, 2}, new int[] {2, 2, 2}, new int[] {2, 9}, new int[] {50, 2, 2})) {
                Split split = Splitter.split(articles(sizes), plan(seed, stratified));
                assertThat(classes(split.train())).hasSize(sizes.length);
                assertThat(split.validation()).isNotEmpty();
                assertThat(split.test()).isNotEmpty();
                assertThat(all(split)).hasSize(articles(sizes).size());
            }
        }
    }

    @Test
    void tooFewDifferentBodiesAreRefused() {
        List<Article> same = Stream.of("a", "a", "b", "b")
                .map(label -> new Article(label, "", label, label, Map.of()))
                .toList();
        assertRefused(() -> Splitter.split(same, plan(42, false)), "split.too-few", "2");
    }

    @Test
    void theHashTellsEveryChange() {
        Article one = article("a", 1);
        Article two = article("b", 2);
        Set<String> hashes = Stream.of(
                        new Split(List.of(one, two), List.of(), List.of()),
                        new Split(List.of(two, one), List.of(), List.of()),
                        new Split(List.of(one), List.of(two), List.of()),
                        new Split(List.of(one), List.of(), List.of(two)),
                        new Split(
                                List.of(new Article("a/1", "", one.body(), "a", Map.of()), two), List.of(), List.of()))
                .map(Split::hash)
                .collect(Collectors.toSet());
        assertThat(hashes).hasSize(5).allSatisfy(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
    }
}
