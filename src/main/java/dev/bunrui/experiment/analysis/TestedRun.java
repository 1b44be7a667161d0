package dev.bunrui.experiment.analysis;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Split;
import dev.bunrui.experiment.Predictions;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunSplit;
import dev.bunrui.message.RequestException;

/**
 * A finished run with its articles, read and split once more, and what it said of those of its test.
 *
 * @param predictions of the test's articles, in their order
 */
public record TestedRun(RunFolder folder, RunManifest manifest, Split split, Predictions predictions) {
    /**
     * Reads a run.
     *
     * @throws RequestException if it is not finished or garbled, or its articles are not where they were, or are others
     *     now
     */
    public static TestedRun read(RunFolder folder) {
        return read(folder, "errors.");
    }

    /**
     * Reads a run.
     *
     * @param use begins the keys of what is said where its articles cannot be had: {@code gone} and {@code changed}
     * @throws RequestException as {@link #read(RunFolder)}
     */
    public static TestedRun read(RunFolder folder, String use) {
        RunManifest manifest = RunManifest.read(folder.manifest());
        Predictions predictions = predictions(folder, manifest);
        Split split = RunSplit.of(manifest, use);
        if (!predictions.ids().equals(split.test().stream().map(Article::id).toList())) {
            throw new RequestException(TestedRun.class, "predictions.others", folder.predictions("test"));
        }
        return new TestedRun(folder, manifest, split, predictions);
    }

    /** What a run said of its test's articles. */
    static Predictions predictions(RunFolder folder, RunManifest manifest) {
        if (!folder.finished()) {
            throw new RequestException(TestedRun.class, "run.unfinished", folder.path());
        }
        return Predictions.read(folder.predictions("test"), manifest.labels());
    }
}
