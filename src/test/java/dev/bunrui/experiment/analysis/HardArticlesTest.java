package dev.bunrui.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardArticlesTest {
    private static final List<String> IDS = List.of("a", "b", "c", "d");
    private static final int[] GOLD = {0, 1, 2, 2};
    private static final double[] SURE = {2, 2, 2, 2};

    @TempDir
    Path home;

    private RunFolder run(String name, List<String> ids, int[] gold, int... said) throws IOException {
        RunFolder run = SavedRun.finished(home.resolve("runs"), name, Instant.EPOCH);
        return Answers.write(run, ids, gold, said, SURE);
    }

    @Test
    void articlesThatEveryRunGetsWrongComeWithTheClassThatMostSay() throws Exception {
        HardArticles hard = HardArticles.of(List.of(
                run("one", IDS, GOLD, 0, 2, 1, 0),
                run("two", IDS, GOLD, 1, 2, 0, 2),
                run("three", IDS, GOLD, 0, 2, 1, 1)));
        assertThat(hard.tested()).isEqualTo(4);
        assertThat(hard.hard()).extracting(HardArticle::id).containsExactly("b", "c");
        HardArticle agreed = hard.hard().get(0);
        assertThat(agreed.gold()).isEqualTo("class-1");
        assertThat(agreed.agreed()).isEqualTo("class-2");
        assertThat(agreed.votes()).isEqualTo(3);
        assertThat(agreed.confidence()).isCloseTo(Math.exp(2) / (Math.exp(2) + 2), within(1e-12));
        assertThat(hard.hard().get(1).agreed()).isEqualTo("class-1");
        assertThat(hard.hard().get(1).votes()).isEqualTo(2);
    }

    @Test
    void whatNearlyAllRunsGetWrongIsHardToWhoAsksForThat() throws Exception {
        List<RunFolder> runs = List.of(
                run("one", IDS, GOLD, 1, 1, 1, 0),
                run("two", IDS, GOLD, 1, 2, 0, 1),
                run("three", IDS, GOLD, 0, 2, 1, 2),
                run("four", IDS, GOLD, 2, 2, 2, 2),
                run("five", IDS, GOLD, 2, 2, 1, 0));
        assertThat(HardArticles.of(runs).hard()).isEmpty();
        HardArticles nearly = HardArticles.of(runs, HardArticles.NEARLY_ALL);
        assertThat(nearly.hard()).extracting(HardArticle::id).containsExactly("b", "c", "a");
        assertThat(nearly.hard()).extracting(HardArticle::wrong).containsExactly(4, 4, 4);
        assertThat(nearly.hard()).extracting(HardArticle::votes).containsExactly(4, 3, 2);
        assertThat(nearly.hard().get(2).agreed()).isEqualTo("class-1");
        assertThat(HardArticles.of(runs.subList(0, 3), HardArticles.NEARLY_ALL).hard())
                .extracting(HardArticle::id)
                .containsExactly("c");
    }

    @Test
    void theClassThatMostSayIsNeverTheArticlesOwn() throws Exception {
        // The one right answer is as frequent as each wrong one.
        List<RunFolder> runs = List.of(
                run("one", IDS, GOLD, 0, 1, 2, 2),
                run("two", IDS, GOLD, 1, 1, 2, 2),
                run("three", IDS, GOLD, 2, 1, 2, 2));
        HardArticle split = HardArticles.of(runs, 0.5).hard().get(0);
        assertThat(split.id()).isEqualTo("a");
        assertThat(split.agreed()).isEqualTo("class-1");
        assertThat(split.votes()).isEqualTo(1);
        assertThat(split.wrong()).isEqualTo(2);
    }

    @Test
    void runsThatWereTestedOnOtherArticlesAreRefused() throws Exception {
        RunFolder one = run("one", IDS, GOLD, 0, 1, 2, 2);
        assertRefused(one, run("ids", List.of("a", "b", "c", "e"), GOLD, 0, 1, 2, 2));
        assertRefused(one, run("gold", IDS, new int[] {0, 1, 2, 1}, 0, 1, 2, 2));
        RunFolder changed = run("text", IDS, GOLD, 0, 1, 2, 2);
        String manifest = Files.readString(changed.manifest());
        Files.writeString(changed.manifest(), manifest.replace("te5t", "0ther"));
        assertRefused(one, changed);
        Files.writeString(changed.manifest(), manifest.replace("te5t", ""));
        assertThat(HardArticles.of(List.of(one, changed)).hard()).isEmpty();
        assertThatThrownBy(() -> HardArticles.of(List.of(one)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("at least two runs");
    }

    private static void assertRefused(RunFolder one, RunFolder other) {
        assertThatThrownBy(() -> HardArticles.of(List.of(one, other)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(other.name())
                .hasMessageContaining("not tested on the same articles");
    }
}
