package dev.bunrui.experiment.report;

import dev.bunrui.experiment.BaselineFolder;
import dev.bunrui.experiment.BaselineFolder.About;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is to be beaten: the baselines of the same articles that lie beside runs. */
final class SplitBaselines {
    private static final int HASH_CHARACTERS = 8;

    /** A baseline and its scores. */
    private record Scored(About about, Metrics validation, Metrics test) {}

    private final List<Scored> found = new ArrayList<>();
    private final boolean several;

    /** The baselines beside the runs of a folder that are of some splits, by their hashes. */
    SplitBaselines(Path runs, Collection<String> splits) {
        this.several = splits.size() > 1;
        for (BaselineFolder folder : BaselineFolder.list(runs)) {
            try {
                About about = folder.about();
                if (splits.contains(about.splitHash())) {
                    RunResult result = StoredResult.read(folder.files());
                    found.add(new Scored(about, result.validation(), result.test()));
                }
            } catch (RequestException damaged) {
                // It is made again by the next run of that split, and must not hide the run that is reported.
            }
        }
        found.sort((one, other) -> one.about().kind().compareTo(other.about().kind()));
    }

    boolean empty() {
        return found.isEmpty();
    }

    Element element(Words words) {
        Table table = new Table("llrrr")
                .heading(
                        words.of("report.baseline"),
                        words.of("report.baseline-settings"),
                        words.of("report.val-f1"),
                        words.of("report.test-f1-interval"),
                        words.of("report.test-accuracy-interval"));
        for (Scored each : found) {
            String split = several ? " (" + shortened(each.about().splitHash()) + ")" : "";
            table.row(
                    each.about().kind().message(words.locale()) + split,
                    each.about().settings(),
                    Figures.percent(each.validation().scores().macroF1()),
                    Words.f1(each.test()),
                    Words.accuracy(each.test()));
        }
        return table.element();
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(HASH_CHARACTERS, hash.length()));
    }
}
