package dev.bunrui.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private static Article article(String id, String body, String label) {
        return new Article(id, "", body, label, Map.of());
    }

    @Test
    void quantilesAreValuesOfTheNearestRank() {
        int[] hundred = IntStream.rangeClosed(1, 100).map(i -> 101 - i).toArray();
        assertThat(Quantiles.of(hundred)).isEqualTo(new Quantiles(100, 50, 90, 99, 100));
        assertThat(Quantiles.of(new int[] {7, 3})).isEqualTo(new Quantiles(2, 3, 7, 7, 7));
        assertThat(Quantiles.of(new int[0])).isEqualTo(new Quantiles(0, 0, 0, 0, 0));
    }

    @Test
    void identicalBodiesAreFoundWithinAndAcrossClasses() {
        List<Article> articles = List.of(
                article("1", "同じ", "a"),
                article("2", "同じ", "a"),
                article("3", "別", "a"),
                article("4", "𠮷", "b"),
                article("5", " 𠮷 ", "a"));
        Inspection seen = Inspection.of(new DataSet("d", false, new Whole(articles), List.of(), List.of()));
        assertThat(seen.classes()).containsExactly(Map.entry("a", 4), Map.entry("b", 1));
        assertThat(seen.bodyLengths()).isEqualTo(new Quantiles(5, 1, 2, 2, 2));
        assertThat(seen.titleLengths().count()).isZero();
        assertThat(seen.duplicates())
                .extracting(Inspection.Duplicates::ids)
                .containsExactly(List.of("1", "2"), List.of("4", "5"));
        assertThat(seen.duplicates())
                .extracting(Inspection.Duplicates::acrossClasses)
                .containsExactly(false, true);
        assertThat(seen.parts()).containsExactly(Map.entry("all", 5));
    }

    @Test
    void bodiesThatAGivenSplitRepeatInAnotherPartAreFound() {
        Given given = new Given(
                List.of(article("1", "同じ", "a"), article("2", "い", "b")),
                List.of(article("3", "ろ", "a")),
                List.of(article("4", "同じ", "a")));
        List<Finding> findings =
                List.of(Finding.of(Finding.Kind.EMPTY_TITLE, "1"), Finding.of(Finding.Kind.EMPTY_TITLE, "2"));
        Inspection seen = Inspection.of(new DataSet("d", false, given, List.of(), findings));
        assertThat(seen.parts())
                .containsExactly(Map.entry("train", 2), Map.entry("validation", 1), Map.entry("test", 1));
        assertThat(seen.duplicates()).hasSize(1);
        assertThat(seen.duplicates().get(0).acrossParts()).isTrue();
        assertThat(seen.findingCounts()).containsExactly(Map.entry(Finding.Kind.EMPTY_TITLE, 2));
        assertThat(Finding.Kind.EMPTY_TITLE.title()).isEqualTo("Empty title");
    }
}
