package dev.bunrui.app.label;

import dev.bunrui.corpus.Columns;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.analysis.CorrectedLabels;
import dev.bunrui.experiment.analysis.TestedRun;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data set whose labels can be corrected, as a run knows it.
 *
 * @param settings of the run, with which a run on the corrected data set begins
 * @param labels the classes that there are
 * @param refusal why no label of it can be corrected after all; null if they can
 */
public record Subject(
        RunSettings settings, List<String> labels, @Nullable RequestException refusal) {
    /** Where the articles are and how they are read: by this, corrections that were chosen by several runs come together. */
    record Source(Path data, Columns columns) {}

    public Subject {
        labels = List.copyOf(labels);
    }

    /** The data set of a run. */
    public static Subject of(TestedRun run) {
        RunSettings settings = run.manifest().settings();
        List<String> labels = run.manifest().labels();
        try {
            CorrectedLabels.requireWhole(settings.data());
            return new Subject(settings, labels, null);
        } catch (RequestException refused) {
            return new Subject(settings, labels, refused);
        }
    }

    Source source() {
        return new Source(settings.data(), settings.columns());
    }
}
