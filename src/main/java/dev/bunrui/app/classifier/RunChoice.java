package dev.bunrui.app.classifier;

import dev.bunrui.corpus.Template;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.message.Figures;

/**
 * A run that can be put to use, with what one chooses it by.
 *
 * @param test how it did on its test set
 * @param titled whether it reads titles
 */
record RunChoice(RunFolder folder, String model, Metrics test, boolean titled) {
    /**
     * Reads a finished run.
     *
     * @throws dev.bunrui.message.RequestException if its files are garbled
     */
    static RunChoice read(RunFolder folder) {
        RunManifest manifest = RunManifest.read(folder.manifest());
        Template template = new Template(manifest.template());
        boolean titled = !template.render("a", "").equals(template.render("", ""));
        return new RunChoice(
                folder,
                manifest.settings().modelName(),
                StoredResult.read(folder).test(),
                titled);
    }

    /** The test's macro-F1 and its interval, in percent. */
    String score() {
        return Figures.percent(test.scores().macroF1()) + " ["
                + Figures.percent(test.f1Interval().low()) + " – "
                + Figures.percent(test.f1Interval().high()) + "]";
    }
}
