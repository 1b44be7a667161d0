package dev.bunrui.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Split;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.training.score.Scores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitLeaksTest {
    private static final String LONG = "春はあけぼの。やうやう白くなりゆく山ぎは、すこしあかりて、紫だちたる雲のほそくたなびきたる。";

    @TempDir
    Path home;

    private static Article article(String id, String body) {
        return new Article(id, "", body, "x", Map.of());
    }

    @Test
    void sameAndNearlySameBodiesAreFoundAndOthersAreNot() {
        List<Article> train = List.of(article("t1", "夏は夜。月のころはさらなり。"), article("t2", LONG), article("t3", "…"));
        List<Leak> leaks = SplitLeaks.leaks(
                train,
                List.of(
                        article("other", "秋は夕暮れ。夕日のさして山の端いと近うなりたるに。"),
                        article("near", LONG + "夏は"),
                        article("same", "夏は、夜！\n月のころは　さらなり"),
                        article("marks", "！！")));
        assertThat(leaks)
                .extracting(leak -> leak.tested().id(), leak -> leak.trained().id(), Leak::same)
                .containsExactly(tuple("same", "t1", true), tuple("near", "t2", false));
        assertThat(leaks.get(0).similarity()).isEqualTo(1);
        int pieces = Shingles.of(List.of(Shingles.normal(LONG)))[0].length;
        assertThat(leaks.get(1).similarity()).isCloseTo(pieces / (pieces + 2.0), within(1e-12));
    }

    @Test
    void theScoreWithoutThemIsThatOfTheOtherArticles() throws Exception {
        TestedRun run =
                TestedRun.read(TinyRun.trained(new AppFolders(Path.of(""), home), "run", TinyRun.data(home), 1));
        SplitLeaks none = SplitLeaks.of(run);
        assertThat(none.leaks()).isEmpty();
        assertThat(none.without()).usingRecursiveComparison().isEqualTo(none.all());

        List<Article> test = run.split().test();
        List<Article> train = new ArrayList<>(run.split().train());
        train.add(article("copy", test.get(0).body()));
        Split leaky = new Split(train, run.split().validation(), test);
        SplitLeaks one = SplitLeaks.of(new TestedRun(run.folder(), run.manifest(), leaky, run.predictions()));
        assertThat(one.leaks())
                .extracting(leak -> leak.tested().id())
                .containsExactly(test.get(0).id());
        assertThat(one.same()).isEqualTo(1);
        assertThat(one.all()).usingRecursiveComparison().isEqualTo(none.all());
        int[] gold = Arrays.copyOfRange(run.predictions().gold(), 1, 6);
        int[] said = Arrays.copyOfRange(run.predictions().labels(), 1, 6);
        assertThat(one.without().scores()).isEqualTo(Scores.of(3, gold, said));
        assertThat(one.without().f1Interval().low())
                .isLessThanOrEqualTo(one.without().f1Interval().high());
    }
}
