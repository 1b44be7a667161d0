package dev.bunrui.app.classifier;

import dev.bunrui.app.work.Work;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.experiment.Confidence;
import dev.bunrui.experiment.ReviewThreshold;
import dev.bunrui.experiment.RunFolder;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** How sure the run in use is of its answers, and which of them need a person as it was chosen on the page of runs. */
final class ReviewModel {
    private final Work work;
    private final ReadOnlyObjectProperty<@Nullable RunChoice> run;
    private final ObjectProperty<@Nullable ReviewRule> rule = new SimpleObjectProperty<>();

    /** The run whose temperature is known: a finished run's does not change, while its threshold may. */
    private @Nullable RunFolder known;

    ReviewModel(Work work, ReadOnlyObjectProperty<@Nullable RunChoice> run) {
        this.work = work;
        this.run = run;
        run.addListener(change -> turn());
    }

    /** Null where nothing is known of the run's confidence; with a threshold of 0 where none was chosen. */
    ReadOnlyObjectProperty<@Nullable ReviewRule> rule() {
        return rule;
    }

    /** The rule if a threshold was chosen; null otherwise. */
    @Nullable
    ReviewRule chosen() {
        ReviewRule now = rule.get();
        return now == null || now.threshold() == 0 ? null : now;
    }

    private void turn() {
        known = null;
        rule.set(null);
        refresh();
    }

    /** The page is shown: another threshold may have been chosen meanwhile. */
    void refresh() {
        RunChoice asked = run.get();
        if (asked == null) {
            return;
        }
        ReviewRule before = asked.folder().equals(known) ? rule.get() : null;
        work.once(
                () -> new ReviewRule(
                        before == null ? Confidence.of(asked.folder()).temperature() : before.temperature(),
                        ReviewThreshold.of(asked.folder()).orElse(0)),
                found -> {
                    if (asked.equals(run.get())) {
                        known = asked.folder();
                        rule.set(found);
                    }
                },
                unknown -> {}); // nothing is shown then, and the page of runs says why
    }
}
