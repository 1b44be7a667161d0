package dev.bunrui.experiment.analysis;

import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a run's test shares with its training, and how the run does without it. Bodies are compared, not titles.
 *
 * @param leaks the articles of the test whose body, or one much like it, is in the training too; the most alike first
 * @param all the score on the whole test
 * @param without the score on the test without those articles
 */
public record SplitLeaks(List<Leak> leaks, Metrics all, Metrics without) {
    public SplitLeaks {
        leaks = List.copyOf(leaks);
    }

    /** How many of the bodies are quite the same. */
    public long same() {
        return leaks.stream().filter(Leak::same).count();
    }

    /** Looks for what a run's test shares with its training. */
    public static SplitLeaks of(TestedRun run) {
        List<Leak> leaks = leaks(run.split().train(), run.split().test());
        Set<String> leaked = new HashSet<>();
        leaks.forEach(leak -> leaked.add(leak.tested().id()));
        Predictions said = run.predictions();
        int classes = run.manifest().labels().size();
        int[] kept = IntStream.range(0, said.size())
                .filter(i -> !leaked.contains(said.ids().get(i)))
                .toArray();
        return new SplitLeaks(leaks, Metrics.of(said, classes), Metrics.of(said.only(kept), classes));
    }

    static List<Leak> leaks(List<Article> train, List<Article> test) {
        List<String> texts = Stream.concat(train.stream(), test.stream())
                .map(article -> Shingles.normal(article.body()))
                .toList();
        Map<String, Integer> trained = new HashMap<>();
        IntStream.range(0, train.size()).forEach(i -> trained.putIfAbsent(texts.get(i), i));
        long[][] sets = Shingles.of(texts);
        NearDuplicates near = new NearDuplicates(Arrays.copyOf(sets, train.size()));
        List<Leak> leaks = new ArrayList<>();
        for (int i = 0; i < test.size(); i++) {
            String text = texts.get(train.size() + i);
            Integer same = text.isEmpty() ? null : trained.get(text);
            if (same != null) {
                leaks.add(new Leak(test.get(i), train.get(same), 1, true));
            } else {
                Optional<NearDuplicates.Match> match = near.nearest(sets[train.size() + i]);
                if (match.isPresent()) {
                    Article like = train.get(match.get().place());
                    leaks.add(new Leak(test.get(i), like, match.get().similarity(), false));
                }
            }
        }
        leaks.sort(Comparator.comparing(Leak::same)
                .thenComparingDouble(Leak::similarity)
                .reversed());
        return leaks;
    }
}
