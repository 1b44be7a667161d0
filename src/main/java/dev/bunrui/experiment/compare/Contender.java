package dev.bunrui.experiment.compare;

import dev.bunrui.baseline.BaselineKind;
import dev.bunrui.experiment.BaselineFolder;
import dev.bunrui.experiment.Predictions;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.SaidLabels;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.message.RequestException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is compared: a finished run, or a baseline.
 *
 * @param name of the run; of a baseline its option name
 * @param files where its predictions are
 * @param settings of a run; empty for a baseline
 * @param baseline which one it is; empty for a run
 * @param about what else decided a baseline; may be empty
 * @param testHash of the test's articles; empty in runs of the first versions
 */
public record Contender(
        String name,
        RunFolder files,
        RunResult result,
        Optional<RunSettings> settings,
        Optional<BaselineKind> baseline,
        String about,
        String splitHash,
        String testHash) {
    /**
     * A finished run.
     *
     * @throws RequestException if it is not finished, or one of its files is damaged
     */
    public static Contender of(RunFolder run) {
        run.check();
        return of(run, StoredResult.read(run), RunManifest.read(run.manifest()));
    }

    /** A run that was read; empty if it is not finished. */
    static Optional<Contender> of(RunSummary run) {
        return run.result().flatMap(result -> run.manifest().map(manifest -> of(run.folder(), result, manifest)));
    }

    private static Contender of(RunFolder run, RunResult result, RunManifest manifest) {
        return new Contender(
                run.name(),
                run,
                result,
                Optional.of(manifest.settings()),
                Optional.empty(),
                "",
                manifest.splitHash(),
                manifest.testHash());
    }

    /**
     * A baseline.
     *
     * @throws RequestException if one of its files is damaged
     */
    public static Contender of(BaselineFolder folder) {
        BaselineFolder.About about = folder.about();
        return new Contender(
                about.kind().optionName(),
                folder.files(),
                StoredResult.read(folder.files()),
                Optional.empty(),
                Optional.of(about.kind()),
                about.settings(),
                about.splitHash(),
                about.testHash());
    }

    /** What it is called in a language: a run by its own name, a baseline by what it is. */
    public String title(Locale language) {
        return baseline.map(kind -> kind.amongRuns(language)).orElse(name);
    }

    /** {@link #title}, and in brackets what else decided a baseline, by which probes of several models differ. */
    public String fullTitle(Locale language) {
        return title(language) + (about.isEmpty() ? "" : " (" + about + ")");
    }

    /** The classes in the order of the logits. */
    public List<String> labels() {
        return result.labels();
    }

    /** Whether the two were tested on the same articles. */
    public boolean sameTest(Contender other) {
        return splitHash.equals(other.splitHash) || (!testHash.isEmpty() && testHash.equals(other.testHash));
    }

    /**
     * The label that each test article was given.
     *
     * @throws RequestException if there are no predictions, or they are garbled
     */
    SaidLabels testLabels() {
        return SaidLabels.read(files.predictions("test"), labels());
    }

    /**
     * What was said of each test article.
     *
     * @throws RequestException if there are no predictions, or they are garbled
     */
    public Predictions test() {
        return Predictions.read(files.predictions("test"), labels());
    }
}
