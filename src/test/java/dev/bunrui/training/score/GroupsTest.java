package dev.bunrui.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {
    private static boolean[][] relation(int runs, BiPredicate<Integer, Integer> differ) {
        boolean[][] relation = new boolean[runs][runs];
        for (int a = 0; a < runs; a++) {
            for (int b = a + 1; b < runs; b++) {
                relation[a][b] = differ.test(a, b);
                relation[b][a] = relation[a][b];
            }
        }
        return relation;
    }

    private static void assertTrueToTheRelation(boolean[][] differ, List<List<Integer>> groups) {
        boolean[][] apart = relation(differ.length, (a, b) -> true);
        for (List<Integer> group : groups) {
            group.forEach(a -> group.forEach(b -> apart[a][b] = false));
        }
        assertThat(apart).isDeepEqualTo(differ);
        assertThat(groups)
                .doesNotHaveDuplicates()
                .allSatisfy(group -> assertThat(group).isSorted().doesNotHaveDuplicates());
    }

    @Test
    void neighboursShareALetterAsPiephoShowsThem() {
        // 0 1 2 cannot be told apart, nor can 1 2 3; 4 stands alone.
        boolean[][] differ = relation(5, (a, b) -> b == 4 || a == 0 && b == 3);
        assertThat(Groups.of(differ)).containsExactly(List.of(0, 1, 2), List.of(1, 2, 3), List.of(4));
    }

    @Test
    void allAlikeAreOneGroupAndAllDifferentAreGroupsOfOne() {
        assertThat(Groups.of(relation(4, (a, b) -> false))).containsExactly(List.of(0, 1, 2, 3));
        assertThat(Groups.of(relation(3, (a, b) -> true))).containsExactly(List.of(0), List.of(1), List.of(2));
        assertThat(Groups.of(new boolean[0][0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7, 9})
    void groupsAreTrueToRelationsWithoutOrder(int tenths) {
        SplittableRandom random = new SplittableRandom(tenths);
        for (int runs : new int[] {2, 7, 25, 60}) {
            boolean[][] differ = relation(runs, (a, b) -> random.nextInt(10) < tenths);
            assertTrueToTheRelation(differ, Groups.of(differ));
        }
    }

    @Test
    void twoHundredRunsByDistanceHaveAWindowEach() {
        boolean[][] differ = relation(200, (a, b) -> b - a > 20);
        List<List<Integer>> groups = Groups.of(differ);
        assertThat(groups).hasSize(180);
        assertTrueToTheRelation(differ, groups);
    }

    @Test
    void aRelationWithExponentiallyManyLargestGroupsIsStillCoveredByFew() {
        // Each run differs from its two partners of three: 3^20 largest groups.
        boolean[][] differ = relation(60, (a, b) -> a / 3 == b / 3);
        List<List<Integer>> groups = Groups.of(differ);
        assertThat(groups).hasSizeLessThan(60);
        assertTrueToTheRelation(differ, groups);
    }

    @Test
    void aRelationThatGoesOneWayIsRefused() {
        assertThatThrownBy(() -> Groups.of(new boolean[][] {{false, true}, {false, false}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Groups.of(new boolean[][] {{true}})).isInstanceOf(IllegalArgumentException.class);
    }
}
