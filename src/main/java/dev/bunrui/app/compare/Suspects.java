package dev.bunrui.app.compare;

import dev.bunrui.app.label.Subject;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.analysis.HardArticle;
import dev.bunrui.experiment.analysis.HardArticles;
import dev.bunrui.experiment.analysis.TestedRun;
import dev.bunrui.experiment.compare.Contender;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The articles whose labels are suspected, with their texts as far as these can be had.
 *
 * @param runs how many were held against each other
 * @param tested how many articles they were tested on
 * @param subject the data set with the articles; null where it cannot be read
 * @param unread why it cannot; null where it can
 */
record Suspects(
        int runs,
        int tested,
        List<Suspect> articles,
        @Nullable Subject subject,
        @Nullable RequestException unread) {
    /**
     * An article.
     *
     * @param article its text; null where it cannot be read
     */
    record Suspect(HardArticle hard, @Nullable Article article) {}

    private static final String USE = "suspects.";

    Suspects {
        articles = List.copyOf(articles);
    }

    /**
     * What all or nearly all runs of a scope get wrong.
     *
     * @throws RequestException as {@link HardArticles#of(List, double)}; not where the articles themselves are gone
     */
    static Suspects of(Scope scope) {
        List<RunFolder> runs = scope.runs().stream().map(Contender::files).toList();
        HardArticles found = HardArticles.of(runs, HardArticles.NEARLY_ALL);
        try {
            TestedRun read = read(scope);
            Map<String, Article> texts = read.split().test().stream()
                    .collect(Collectors.toMap(Article::id, Function.identity(), (first, second) -> first));
            return of(found, texts, Subject.of(read), null);
        } catch (RequestException unread) {
            return of(found, Map.of(), null, unread);
        }
    }

    private static Suspects of(
            HardArticles found,
            Map<String, Article> texts,
            @Nullable Subject subject,
            @Nullable RequestException unread) {
        List<Suspect> articles = found.hard().stream()
                .map(each -> new Suspect(each, texts.get(each.id())))
                .toList();
        return new Suspects(found.runs().size(), found.tested(), articles, subject, unread);
    }

    /** Runs of one test may name several copies of its articles, of which any will do. */
    private static TestedRun read(Scope scope) {
        Set<Path> tried = new HashSet<>();
        RequestException first = null;
        for (Contender run : scope.runs()) {
            if (tried.add(run.settings().orElseThrow().data())) {
                try {
                    return TestedRun.read(run.files(), USE);
                } catch (RequestException unread) {
                    first = first == null ? unread : first;
                }
            }
        }
        throw first == null ? new IllegalArgumentException("a scope has a run") : first;
    }
}
