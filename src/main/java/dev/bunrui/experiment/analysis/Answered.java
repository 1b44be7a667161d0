package dev.bunrui.experiment.analysis;

import dev.bunrui.experiment.Predictions;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import java.util.Arrays;
import java.util.List;

/**
 * What a finished run answered, article by article, without the articles.
 *
 * @param testHash empty in runs of the first versions
 * @param predicted the index of the class given to each article
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Answered(List<String> labels, String testHash, Predictions predictions, int[] predicted) {
    /** The answers of a run. */
    static Answered read(RunFolder run) {
        RunManifest manifest = RunManifest.read(run.manifest());
        Predictions said = TestedRun.predictions(run, manifest);
        return new Answered(manifest.labels(), manifest.testHash(), said, said.labels());
    }

    /** Whether both were tested on the same articles. The hash, where both have one, also tells whether a text was changed. */
    boolean testedAlike(Answered other) {
        boolean hashes = !testHash.isEmpty() && !other.testHash.isEmpty();
        return labels.equals(other.labels)
                && predictions.ids().equals(other.predictions.ids())
                && Arrays.equals(predictions.gold(), other.predictions.gold())
                && (!hashes || testHash.equals(other.testHash));
    }
}
