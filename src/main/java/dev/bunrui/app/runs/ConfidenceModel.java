package dev.bunrui.app.runs;

import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.app.work.Work;
import dev.bunrui.experiment.Confidence;
import dev.bunrui.experiment.ReviewThreshold;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.training.score.CoveragePoint;
import java.util.OptionalDouble;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** How far the looked-at run's confidence can be relied on, and from which confidence on it is to answer by itself. */
final class ConfidenceModel {
    /** Where the threshold begins in a run for which none was chosen. */
    static final double FIRST = 0.9;

    private static final double TENTHS = 1000;

    /** The file is written when the slider has come to rest. */
    private static final Duration REST = Duration.millis(200);

    private final Work work;
    private final Trouble trouble;
    private final Latest saving;
    private final BooleanProperty wanted = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Confidence> confidence = new SimpleObjectProperty<>();
    private final DoubleProperty threshold = new SimpleDoubleProperty(FIRST);
    private final BooleanProperty marking = new SimpleBooleanProperty();
    private final ObjectBinding<@Nullable CoveragePoint> point;
    private final BooleanProperty busy = new SimpleBooleanProperty();

    private @Nullable RunFolder run;

    /** The run that was read last, so that it is not read again. */
    private @Nullable RunFolder read;

    /** What changes now was read, not chosen. */
    private boolean reading;

    /** {@code trouble} is told what cannot be read or kept. */
    ConfidenceModel(Work work, Trouble trouble) {
        this.work = work;
        this.trouble = trouble;
        this.saving = new Latest(work, REST);
        this.point = Bindings.createObjectBinding(this::atThreshold, confidence, threshold);
        wanted.addListener(change -> look());
        threshold.addListener(change -> keep());
        marking.addListener(change -> keep());
    }

    /** What is known of a run; null while that is not so. */
    private record Read(Confidence confidence, OptionalDouble threshold) {}

    /** Whether anyone looks: nothing is computed before. */
    BooleanProperty wanted() {
        return wanted;
    }

    /** Null where there is no finished run, or it is still computed, or cannot be. */
    ReadOnlyObjectProperty<@Nullable Confidence> confidence() {
        return confidence;
    }

    /** Whether it is being computed. */
    ReadOnlyBooleanProperty busy() {
        return busy;
    }

    /** The confidence from which on the run answers, between 0 and 1. */
    DoubleProperty threshold() {
        return threshold;
    }

    /** The threshold as it is shown, in tenths of a per cent, so that the one that is kept is just that. */
    double rounded() {
        return Math.round(threshold.get() * TENTHS) / TENTHS;
    }

    /** Whether the classifier marks what lies below the threshold; then it is kept with the run. */
    BooleanProperty marking() {
        return marking;
    }

    /** What the threshold does to the test articles; null where nothing is known. */
    ObjectBinding<@Nullable CoveragePoint> point() {
        return point;
    }

    /** Why nothing is known, or could not be kept; empty if all is well. */
    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Turns to a finished run; null where there is none. */
    void turn(@Nullable RunFolder finished) {
        run = finished;
        look();
    }

    private void look() {
        RunFolder asked = run;
        if (asked != null && asked.equals(read)) {
            return;
        }
        read = null;
        confidence.set(null);
        busy.set(false);
        trouble.forget();
        if (asked == null || !wanted.get()) {
            return;
        }
        read = asked;
        busy.set(true);
        work.once(
                () -> new Read(Confidence.of(asked), ReviewThreshold.of(asked)),
                found -> {
                    if (asked.equals(read)) {
                        show(found);
                    }
                },
                problem -> {
                    if (asked.equals(read)) {
                        busy.set(false);
                        trouble.tell(problem);
                    }
                });
    }

    private void show(Read found) {
        busy.set(false);
        reading = true;
        threshold.set(found.threshold().orElse(FIRST));
        marking.set(found.threshold().isPresent());
        reading = false;
        confidence.set(found.confidence());
    }

    private void keep() {
        RunFolder chosen = read;
        if (reading || chosen == null || confidence.get() == null) {
            return;
        }
        OptionalDouble wish = marking.get() ? OptionalDouble.of(rounded()) : OptionalDouble.empty();
        saving.ask(
                () -> {
                    ReviewThreshold.choose(chosen, wish);
                    return chosen;
                },
                done -> {},
                trouble::tell);
    }

    private @Nullable CoveragePoint atThreshold() {
        Confidence known = confidence.get();
        return known == null ? null : known.test().at(rounded());
    }
}
