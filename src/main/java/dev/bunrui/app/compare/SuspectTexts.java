package dev.bunrui.app.compare;

import dev.bunrui.app.label.Subject;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.analysis.HardArticle;
import dev.bunrui.experiment.analysis.HardArticles;
import dev.bunrui.experiment.analysis.TestedRun;
import dev.bunrui.experiment.compare.Contender;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The articles whose labels are suspected, as far as these can be had: for them the whole data set is read, which takes
 * seconds where the runs' predictions take a moment.
 *
 * @param articles by their ids
 * @param subject the data set with the articles; null where it cannot be read, or is not read yet
 * @param unread why it cannot; null where it can
 */
record SuspectTexts(
        Map<String, Article> articles,
        @Nullable Subject subject,
        @Nullable RequestException unread) {
    /** Nothing is read yet. */
    static final SuspectTexts NONE = new SuspectTexts(Map.of(), null, null);

    private static final String USE = "suspects.";

    SuspectTexts {
        articles = Map.copyOf(articles);
    }

    /** Those of what the runs of a scope get wrong. */
    static SuspectTexts of(Scope scope, HardArticles found) {
        Set<String> ids = found.hard().stream().map(HardArticle::id).collect(Collectors.toSet());
        try {
            TestedRun read = read(scope);
            Map<String, Article> articles = read.split().test().stream()
                    .filter(article -> ids.contains(article.id()))
                    .collect(Collectors.toMap(Article::id, Function.identity(), (first, second) -> first));
            return new SuspectTexts(articles, Subject.of(read), null);
        } catch (RequestException unread) {
            return new SuspectTexts(Map.of(), null, unread);
        }
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

    /** Whether nothing is lacking. */
    boolean have(HardArticles found) {
        return found.hard().stream().map(HardArticle::id).allMatch(articles::containsKey);
    }
}
