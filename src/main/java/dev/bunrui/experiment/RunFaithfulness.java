package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.explain.Explainer;
import dev.bunrui.classify.explain.Faithfulness;
import dev.bunrui.classify.explain.FaithfulnessCheck;
import dev.bunrui.classify.explain.FaithfulnessJson;
import dev.bunrui.corpus.Article;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.Messages;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the explanations of a run's classifications can be trusted, measured on the articles that it was tested on. */
public final class RunFaithfulness {
    private static final Logger LOG = LoggerFactory.getLogger(RunFaithfulness.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunFaithfulness() {}

    /**
     * Some articles of a run's test set, spread evenly over it.
     *
     * @throws RequestException as {@link TestExamples#of} does, or if the run was tested on no article
     */
    public static List<Article> articles(RunFolder run, int most) {
        List<TestExample> all = TestExamples.of(run, Integer.MAX_VALUE);
        if (all.isEmpty()) {
            throw new RequestException(RunFaithfulness.class, "faithfulness.none", run.path());
        }
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)).article())
                .toList();
    }

    /**
     * Measures on articles, and keeps the figures in the run's folder.
     *
     * @param done hears how many articles are done; what it throws ends the work
     */
    public static Faithfulness measure(
            RunFolder run, ArticleClassifier classifier, List<Article> articles, IntConsumer done) {
        try (Explainer explainer = new Explainer(classifier)) {
            long seed = RunManifest.read(run.manifest()).settings().training().seed();
            Faithfulness measured = FaithfulnessCheck.measure(explainer, articles, seed, done);
            AtomicFile.write(run.faithfulness(), FaithfulnessJson.of(measured).toPrettyString() + "\n");
            return measured;
        }
    }

    /** What people are told where the intervals are rough; empty where they are not. */
    public static Optional<String> caveat(Faithfulness measured, Locale language) {
        return measured.rough()
                ? Optional.of(Messages.of(RunFaithfulness.class).get(language, "faithfulness.rough"))
                : Optional.empty();
    }

    /** What was measured last; empty if nothing was, or it cannot be read. */
    public static Optional<Faithfulness> kept(RunFolder run) {
        if (!Files.exists(run.faithfulness())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    FaithfulnessJson.read(JSON.readTree(run.faithfulness().toFile())));
        } catch (IOException | IllegalArgumentException garbled) {
            LOG.info("what was measured of explanations cannot be read", garbled);
            return Optional.empty();
        }
    }
}
