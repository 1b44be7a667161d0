package dev.bunrui.app.classifier;

import dev.bunrui.corpus.Template;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Figures;
import java.util.Optional;

/**
 * A run that can be put to use, with what one chooses it by.
 *
 * @param test how it did on its test set
 * @param titled whether it reads titles
 */
record RunChoice(RunFolder folder, String model, Metrics test, boolean titled) {
    /** A run that was read; empty if it is not finished. */
    static Optional<RunChoice> of(RunSummary run) {
        return run.result().flatMap(result -> run.manifest().map(manifest -> of(manifest, result)));
    }

    private static RunChoice of(RunManifest manifest, RunResult result) {
        Template template = new Template(manifest.template());
        boolean titled = !template.render("a", "").equals(template.render("", ""));
        return new RunChoice(result.folder(), manifest.settings().modelName(), result.test(), titled);
    }

    /** The test's macro-F1 and its interval, in percent. */
    String score() {
        return Figures.percent(test.scores().macroF1()) + " ["
                + Figures.percent(test.f1Interval().low()) + " – "
                + Figures.percent(test.f1Interval().high()) + "]";
    }
}
