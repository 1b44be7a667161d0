package dev.bunrui.experiment.analysis;

import dev.bunrui.experiment.Predictions;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.message.RequestException;
import java.util.ArrayList;
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
    /** The answers of at least two runs that were tested on the same articles. */
    static List<Answered> read(List<RunFolder> runs) {
        if (runs.size() < 2) {
            throw new RequestException(Answered.class, "hard.one");
        }
        List<Answered> answers = new ArrayList<>();
        for (RunFolder run : runs) {
            RunManifest manifest = RunManifest.read(run.manifest());
            Predictions said = TestedRun.predictions(run, manifest);
            Answered answered = new Answered(manifest.labels(), manifest.testHash(), said, said.labels());
            if (!answers.isEmpty() && !answers.get(0).testedAlike(answered)) {
                throw new RequestException(
                        Answered.class, "hard.others", run.name(), runs.get(0).name());
            }
            answers.add(answered);
        }
        return answers;
    }

    boolean right(int article) {
        return predicted[article] == predictions.gold()[article];
    }

    /** The hash, where both have one, also tells whether a text was changed. */
    private boolean testedAlike(Answered other) {
        boolean hashes = !testHash.isEmpty() && !other.testHash.isEmpty();
        return labels.equals(other.labels)
                && predictions.ids().equals(other.predictions.ids())
                && Arrays.equals(predictions.gold(), other.predictions.gold())
                && (!hashes || testHash.equals(other.testHash));
    }
}
