package dev.bunrui.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.experiment.analysis.GiveAways.GiveAway;
import dev.bunrui.file.AppFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GiveAwaysTest {
    @TempDir
    Path home;

    @Test
    void wordsAreRunsOfOneScript() {
        assertThat(Words.of("S-MAXの新しいスマートフォン、2012年にAT&Tと発売 a 日 s-max"))
                .containsExactly("s-max", "スマートフォン", "2012", "at&t", "発売");
        assertThat(Words.without("新型PCと新型タブレット", Set.of("新型", "タブレット"))).isEqualTo("PCと");
        assertThat(Words.without("$1 と \\2 の PC", Set.of("pc"))).isEqualTo("$1 と \\2 の ");
    }

    @Test
    void aNameThatOneClassHasInEveryArticleComesBeforeWordsThatBothHave() {
        List<Article> train = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean sport = i % 2 == 0;
            String body = "共通 の 記事 " + (sport ? "試合 " + (i < 30 ? "選手" : "監督") : "映画 " + (i < 20 ? "選手" : "監督"));
            train.add(new Article("a" + i, sport ? "Watch!" : "", body, sport ? "sport" : "film", Map.of()));
        }
        GiveAways words = GiveAways.of(List.of("film", "sport"), train, 2);
        assertThat(words.words().get(0)).extracting(GiveAway::word).startsWith("映画");
        assertThat(words.words().get(1)).extracting(GiveAway::word).containsExactlyInAnyOrder("watch", "試合");
        assertThat(words.words().get(1)).allMatch(each -> each.within() == 20 && each.all() == 20);
        Article masked = words.masked(train.get(0));
        assertThat(masked.title()).isEqualTo("!");
        assertThat(masked.body()).isEqualTo("共通 の 記事  選手");
        assertThat(masked.label()).isEqualTo("sport");
    }

    @Test
    void theTestIsClassifiedAnewWithoutTheWords() throws Exception {
        RunFolder folder = TinyRun.trained(new AppFolders(Path.of(""), home), "run", TinyRun.data(home), 4);
        TestedRun run = TestedRun.read(folder);
        try (ArticleClassifier classifier = RunClassifier.open(folder, TinyRun.MODELS, "cpu", "fp32")) {
            List<Integer> done = new ArrayList<>();
            GiveAways none = new GiveAways(run.manifest().labels(), List.of(List.of(), List.of(), List.of()));
            MaskedTest same = MaskedTest.of(run, none, classifier, done::add);
            assertThat(done).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(same.masked().scores()).isEqualTo(same.all().scores());
            assertThat(same.masked().accuracyInterval()).isEqualTo(same.all().accuracyInterval());
            assertThat(same.masked().f1Interval()).isEqualTo(same.all().f1Interval());
            assertThat(same.difference().difference()).isZero();
            // Without any of the forty-five words that the texts are made of, all of them are alike.
            MaskedTest blank = MaskedTest.of(run, GiveAways.of(run, 100), classifier, count -> {});
            assertThat(blank.masked().scores().n()).isEqualTo(6);
            assertThat(blank.masked().scores().macroF1())
                    .isLessThan(blank.all().scores().macroF1());
            assertThat(blank.difference().difference())
                    .isEqualTo(blank.masked().scores().macroF1()
                            - blank.all().scores().macroF1());
        }
    }
}
