package dev.bunrui.experiment;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.baseline.BaselineKind;
import dev.bunrui.baseline.BaselineScores;
import dev.bunrui.baseline.LinearProbe;
import dev.bunrui.baseline.MajorityBaseline;
import dev.bunrui.baseline.SvmBaseline;
import dev.bunrui.baseline.Watch;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Sha256;
import dev.bunrui.file.Turns;
import dev.bunrui.message.SentenceException;
import dev.bunrui.training.Example;
import dev.bunrui.training.StoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the baselines of a run's split are there: those of the texts before the training, the probe after it.
 * What is there already is left as it is. A baseline that cannot be made, as for want of memory, is no reason for a run to
 * fail; it is noted in the log, and missing from the tables.
 */
final class Baselines {
    private static final Logger LOG = LoggerFactory.getLogger(Baselines.class);
    private static final int NAME_CHARACTERS = 8;

    private final Path runs;
    private final RunManifest manifest;
    private final Prepared prepared;
    private final Watch watch;
    private final Runnable beginning;
    private boolean begun;

    /**
     * Nothing is made yet.
     *
     * @param runs the folder that the run is in
     * @param beginning runs before the first that is not there yet is made or waited for
     */
    Baselines(Path runs, RunManifest manifest, Prepared prepared, Watch watch, Runnable beginning) {
        this.runs = runs;
        this.manifest = manifest;
        this.prepared = prepared;
        this.watch = watch;
        this.beginning = beginning;
    }

    /** A baseline's scores, and what else is to be known of it. */
    private record Made(BaselineScores scores, String settings) {}

    /**
     * Majority class and SVM.
     *
     * @throws StoppedException when asked to stop
     */
    void ofTexts() {
        int classes = manifest.labels().size();
        ensure(
                BaselineKind.MAJORITY,
                BaselineKind.MAJORITY.optionName(),
                () -> new Made(
                        MajorityBaseline.scores(
                                classes,
                                Example.labels(prepared.train()),
                                prepared.validation().size(),
                                prepared.test().size()),
                        ""));
        ensure(
                BaselineKind.SVM,
                BaselineKind.SVM.optionName(),
                () -> new Made(
                        SvmBaseline.scores(prepared.split(), classes, Example.labels(prepared.train()), watch), ""));
    }

    /**
     * A linear probe on what the frozen backbone gives.
     *
     * @param untrained with an adapter as it is before training: it changes nothing
     * @throws StoppedException when asked to stop
     */
    void ofBackbone(LoraClassifier untrained) {
        RunSettings settings = manifest.settings();
        String template = manifest.template().replace("\n", "\\n");
        String text = String.join(
                ", ",
                settings.modelName(),
                template,
                "--max-length " + settings.maxLength(),
                "--truncation " + settings.truncation().option(),
                manifest.numbers());
        String name = BaselineKind.PROBE.optionName() + "-"
                + Sha256.of(manifest.modelFiles() + text).substring(0, NAME_CHARACTERS);
        String about =
                settings.modelName() + ", template " + settings.template().replace("\n", "\\n");
        ensure(BaselineKind.PROBE, name, () -> probe(untrained, about));
    }

    private Made probe(LoraClassifier untrained, String text) {
        int all = prepared.train().size()
                + prepared.validation().size()
                + prepared.test().size();
        List<float[][]> states = new ArrayList<>();
        int before = 0;
        for (List<Example> part : List.of(prepared.train(), prepared.validation(), prepared.test())) {
            int done = before;
            states.add(untrained.states(part.stream().map(Example::ids).toList(), count -> {
                watch.progress().accept((double) (done + count) / all);
                if (watch.stop().getAsBoolean()) {
                    throw new CancellationException();
                }
            }));
            before += part.size();
        }
        LinearProbe.Outcome outcome = LinearProbe.fit(
                manifest.labels().size(),
                new LinearProbe.Examples(states.get(0), Example.labels(prepared.train())),
                new LinearProbe.Examples(states.get(1), Example.labels(prepared.validation())),
                states.get(2),
                watch);
        return new Made(
                outcome.scores(), String.format(Locale.ROOT, "%s, C %s of %d", text, outcome.c(), outcome.tried()));
    }

    private void ensure(BaselineKind kind, String name, Supplier<Made> work) {
        BaselineFolder folder = BaselineFolder.of(runs, manifest.splitHash(), name);
        if (folder.there()) {
            return;
        }
        if (!begun) {
            begun = true;
            beginning.run();
        }
        try {
            // Of several workers one makes it.
            Optional<Boolean> unused = Turns.take(
                    folder.path().resolveSibling(name + ".lock"),
                    () -> {
                        if (!folder.there()) {
                            keep(folder, kind, work.get());
                        }
                        return true;
                    },
                    watch.stop());
        } catch (CancellationException stopped) {
            throw new StoppedException();
        } catch (SentenceException | IOException refused) {
            LOG.info("no baseline {}", name, refused);
        }
    }

    private void keep(BaselineFolder folder, BaselineKind kind, Made made) {
        RunFolder files = folder.files();
        Predictions.write(
                files.predictions("val"),
                prepared.split().validation(),
                made.scores().validation());
        Predictions.write(
                files.predictions("test"),
                prepared.split().test(),
                made.scores().test());
        int classes = manifest.labels().size();
        RunResult result = new RunResult(
                files,
                manifest.labels(),
                0,
                0,
                Metrics.of(made.scores().validation(), Example.labels(prepared.validation()), classes),
                Metrics.of(made.scores().test(), Example.labels(prepared.test()), classes));
        AtomicFile.write(files.metrics(), result.metricsJson().toPrettyString() + "\n");
        folder.write(new BaselineFolder.About(
                kind, manifest.splitHash(), prepared.split().testHash(), made.settings()));
    }
}
