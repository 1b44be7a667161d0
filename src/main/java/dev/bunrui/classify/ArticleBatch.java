package dev.bunrui.classify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.ArticleClassifier.Classified;
import dev.bunrui.corpus.ArticleReading;
import dev.bunrui.corpus.ArticleSource;
import dev.bunrui.corpus.Columns;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The articles of a file, an archive or a folder on their way through a classifier, to a file or to whoever listens. */
public final class ArticleBatch {
    private final ArticleSource articles;
    private final @Nullable Path output;
    private final ResultLines lines;

    private ArticleBatch(ArticleSource articles, @Nullable Path output, @Nullable ReviewRule review) {
        this.articles = articles;
        this.output = output;
        this.lines = new ResultLines(articles, output, review);
    }

    /**
     * Looks through the articles and at the place of the results, before anything is loaded.
     *
     * @param columns which columns hold what; ignored for the livedoor layout
     * @param output the file that {@link #write} makes, its form told by its ending; null where the results go elsewhere
     * @param review adds to each result how sure it is, and whether it needs a person; null to leave that out
     * @throws RequestException if the articles cannot be read, or the results cannot go there
     */
    public static ArticleBatch of(Path input, Columns columns, @Nullable Path output, @Nullable ReviewRule review) {
        if (output != null && same(input, output)) {
            throw new RequestException(ArticleBatch.class, "results.input", output);
        }
        return new ArticleBatch(ArticleSource.of(input, columns), output, review);
    }

    private static boolean same(Path input, Path output) {
        try {
            return Files.exists(output) && Files.isSameFile(input, output);
        } catch (IOException unreadable) {
            return false; // said when it is read
        }
    }

    /** Whether the articles have titles at all. */
    public boolean titled() {
        return articles.titled();
    }

    /** How many articles there are. */
    public long size() {
        return articles.size();
    }

    /**
     * Classifies the articles while they are read.
     *
     * @param done hears now and again how many are computed
     */
    public void classify(ArticleClassifier classifier, LongConsumer done, Consumer<Classified> each) {
        try (ArticleReading reading = articles.open()) {
            classifier.classify(reading, done, each);
        }
    }

    /**
     * Classifies the articles into the output. The file is there once everything is in it, and not before.
     *
     * @param done hears now and again how many are computed
     */
    public void write(ArticleClassifier classifier, LongConsumer done) {
        AtomicFile.write(
                Objects.requireNonNull(output),
                out -> lines.write(out, classifier.task().labels(), each -> classify(classifier, done, each)));
    }

    /** A classified article as a line of JSON. */
    public ObjectNode json(Classified classified) {
        return lines.json(classified);
    }
}
