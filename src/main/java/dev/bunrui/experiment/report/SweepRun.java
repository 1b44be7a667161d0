package dev.bunrui.experiment.report;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run of a sweep as far as it can be read.
 *
 * @param values of the options that take several
 * @param state where it stands, in words; why it cannot be read where it cannot
 * @param split the hash of its split; empty where nothing was done yet
 * @param result present if it is finished
 */
record SweepRun(
        String name, Map<String, String> values, String state, Optional<String> split, Optional<RunResult> result) {
    SweepRun {
        values = new LinkedHashMap<>(values);
    }

    static SweepRun of(RunFolder run, Map<String, String> values, Words words) {
        if (!Files.isDirectory(run.path())) {
            return unread(run, values, words.of("report.missing"));
        }
        try {
            return new SweepRun(
                    run.name(),
                    values,
                    words.state(RunSummary.State.of(run)),
                    run.begun() ? Optional.of(RunManifest.read(run.manifest()).splitHash()) : Optional.empty(),
                    run.finished() ? Optional.of(StoredResult.read(run)) : Optional.empty());
        } catch (RequestException damaged) {
            return unread(run, values, damaged.message(words.locale()));
        }
    }

    private static SweepRun unread(RunFolder run, Map<String, String> values, String why) {
        return new SweepRun(run.name(), values, why, Optional.empty(), Optional.empty());
    }

    boolean finished() {
        return result.isPresent();
    }

    /** Macro-F1 on validation, below any where there is none. */
    double validationF1() {
        return result.map(known -> known.validation().scores().macroF1()).orElse(-1.0);
    }

    /** Macro-F1 on the test, below any where there is none. */
    double testF1() {
        return result.map(known -> known.test().scores().macroF1()).orElse(-1.0);
    }
}
