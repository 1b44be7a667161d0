package dev.bunrui.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MisreadArticlesTest {
    @TempDir
    Path home;

    private RunFolder trained() throws Exception {
        return TinyRun.trained(new AppFolders(Path.of(""), home), "run", TinyRun.data(home), 1);
    }

    @Test
    void behindEachCellOfTheMatrixAreAsManyArticlesAsItCounts() throws Exception {
        RunFolder run = trained();
        MisreadArticles tested = MisreadArticles.of(TestedRun.read(run));
        int[][] counts = StoredResult.read(run).test().confusion().table();
        for (int gold = 0; gold < 3; gold++) {
            for (int predicted = 0; predicted < 3; predicted++) {
                List<TestedArticle> cell =
                        tested.cell(tested.labels().get(gold), tested.labels().get(predicted));
                assertThat(cell).hasSize(counts[gold][predicted]);
                String label = tested.labels().get(gold);
                assertThat(cell).allMatch(each -> label.equals(each.article().label()));
            }
        }
        assertThatThrownBy(() -> tested.cell("class-0", "class-7"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("class-7")
                .hasMessageContaining("class-0, class-1, class-2");
    }

    @Test
    void theMostConfidentlyWrongComesFirst() throws Exception {
        RunFolder run = trained();
        TestedRun before = TestedRun.read(run);
        int[] gold = before.predictions().gold();
        int[] said = gold.clone();
        for (int wrong : new int[] {1, 3, 4}) {
            said[wrong] = (gold[wrong] + 1) % 3;
        }
        List<String> ids = before.predictions().ids();
        Answers.write(run, ids, gold, said, new double[] {9, 1, 9, 3, 2, 9});
        MisreadArticles tested = MisreadArticles.of(TestedRun.read(run));
        assertThat(tested.articles()).hasSize(6);
        assertThat(tested.misread())
                .extracting(each -> each.article().id())
                .containsExactly(ids.get(3), ids.get(4), ids.get(1));
    }

    @Test
    void runsWithoutArticlesOrTestAreRefused() throws Exception {
        RunFolder run = trained();
        Files.writeString(run.predictions("test"), "{\"id\":\"x\",\"gold\":\"class-0\",\"logits\":[1,2,3]}\n");
        assertRefused(run, "does not have the predictions for this run's test set");
        Files.writeString(home.resolve("words.csv"), "text,label\na,class-0\nb,class-0\nc,class-1\nd,class-1\n");
        assertRefused(run, "not those that this run was tested on");
        Files.delete(home.resolve("words.csv"));
        assertRefused(run, "no longer at");
        assertRefused(SavedRun.stopped(home.resolve("runs"), "stopped", Instant.EPOCH), "is not finished");
    }

    private static void assertRefused(RunFolder run, String sentence) {
        assertThatThrownBy(() -> TestedRun.read(run))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(sentence);
    }
}
