package dev.bunrui.experiment.report;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.compare.Comparison;
import dev.bunrui.experiment.compare.PairDetail;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page about a run or a sweep. */
public final class Report {
    private Report() {}

    /**
     * The page about what a name stands for.
     *
     * @param name a path, or a name under {@code runs}, of a run or a sweep
     * @throws RequestException if there is neither, or one of its files is garbled
     */
    public static Page of(Path runs, String name, Locale locale) {
        Optional<RunFolder> run = run(runs, name);
        return run.isPresent() ? run(run.get(), locale) : sweep(sweep(runs, name), locale);
    }

    /**
     * The page about a run, finished or not.
     *
     * @throws RequestException if one of its files is garbled
     */
    public static Page run(RunFolder run, Locale locale) {
        return RunPage.of(run, new Words(locale));
    }

    /**
     * The page about a sweep and its runs as they are now; runs that cannot be read are told of, and do not hide the others.
     *
     * @throws RequestException if the sweep's own file is garbled
     */
    public static Page sweep(SweepFolder sweep, Locale locale) {
        return SweepPage.of(sweep, new Words(locale));
    }

    /**
     * The page about runs that were tested on the same articles.
     *
     * @param pairs those that are shown in full, with the articles that one fixes and the other breaks
     */
    public static Page comparison(Comparison comparison, List<PairDetail> pairs, Locale locale) {
        return ComparisonPage.of(comparison, pairs, new Words(locale));
    }

    private static Optional<RunFolder> run(Path runs, String name) {
        try {
            return Optional.of(RunFolder.find(runs, name));
        } catch (RequestException perhapsASweep) {
            return Optional.empty();
        }
    }

    private static SweepFolder sweep(Path runs, String name) {
        try {
            return SweepFolder.find(runs, name);
        } catch (RequestException neither) {
            throw new RequestException(Report.class, "report.none", name, runs);
        }
    }
}
