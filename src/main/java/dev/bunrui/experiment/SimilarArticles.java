package dev.bunrui.experiment;

import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.neighbours.NeighbourFile;
import dev.bunrui.classify.neighbours.NeighbourIndex;
import dev.bunrui.classify.neighbours.NeighbourIndex.Entry;
import dev.bunrui.corpus.Article;
import dev.bunrui.file.Sha256;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the articles that a run was trained on and that its classifier sees most like another one. Their states are
 * computed when they are first asked for and kept in the run's folder. Work that was ended half way is gone on with.
 */
public final class SimilarArticles {
    private static final Logger LOG = LoggerFactory.getLogger(SimilarArticles.class);

    /** Articles that are read before anyone is asked whether to go on. */
    private static final int AT_ONCE = 8;

    private final RunFolder run;
    private final ArticleClassifier classifier;
    private @Nullable List<Article> articles;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable NeighbourIndex index;

    /** Hears how far the reading of the articles is; what it throws ends the work. */
    @FunctionalInterface
    public interface Progress {
        void read(int done, int all);
    }

    /** Nothing is read yet; {@code classifier} is the run's own. */
    public SimilarArticles(RunFolder run, ArticleClassifier classifier) {
        this.run = run;
        this.classifier = classifier;
    }

    /**
     * The nearest articles, the nearest first.
     *
     * @throws RequestException if the run's articles are not where they were, or are others now
     */
    public List<SimilarArticle> nearest(Article article, int count, Progress progress) {
        List<Article> trained = articles();
        float[] state = classifier.states(List.of(article))[0];
        return index(trained, progress).nearest(state, count).stream()
                .map(neighbour -> new SimilarArticle(trained.get(neighbour.place()), neighbour.cosine()))
                .toList();
    }

    private List<Article> articles() {
        List<Article> known = articles;
        if (known == null) {
            known = RunSplit.of(RunManifest.read(run.manifest()), "neighbours.").train();
            articles = known;
        }
        return known;
    }

    private NeighbourIndex index(List<Article> trained, Progress progress) {
        NeighbourIndex known = index;
        if (known != null) {
            return known;
        }
        String key = key();
        NeighbourIndex ready = NeighbourFile.read(run.neighbours(), key).orElse(null);
        if (ready == null || ready.entries().size() != trained.size()) {
            while (entries.size() < trained.size()) {
                progress.read(entries.size(), trained.size());
                int to = Math.min(trained.size(), entries.size() + AT_ONCE);
                add(trained.subList(entries.size(), to));
            }
            ready = new NeighbourIndex(entries);
            keep(key, ready);
        }
        index = ready;
        return ready;
    }

    private void add(List<Article> some) {
        float[][] states = classifier.states(some);
        for (int i = 0; i < states.length; i++) {
            entries.add(new Entry(some.get(i).id(), String.valueOf(some.get(i).label()), states[i]));
        }
    }

    private void keep(String key, NeighbourIndex made) {
        try {
            NeighbourFile.write(run.neighbours(), key, made);
        } catch (RequestException unwritable) {
            LOG.info("the states of the articles are made again next time", unwritable);
        }
    }

    /** Other articles, or another adapter, would have other states. */
    private String key() {
        Path adapter = run.adapter().resolve("adapter_model.safetensors");
        try {
            return RunManifest.read(run.manifest()).splitHash() + " " + Sha256.of(adapter);
        } catch (IOException unreadable) {
            throw new RequestException(
                    SimilarArticles.class, "manifest.unreadable", adapter, new SystemReason(unreadable));
        }
    }
}
