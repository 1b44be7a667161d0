package dev.bunrui.app.chart;

import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.experiment.Pace;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.training.TrainingEvent;

/** Who draws what is heard of a run; called on the window's thread. */
public interface Curves {
    void clear();

    void started(TrainingEvent.Started started);

    void step(TrainingEvent.Stepped step, double smoothedLoss);

    /** What the worker held in memory at a step, in bytes. */
    void memory(long step, long bytes);

    /** How busy the device was. */
    void reading(Reading reading);

    void evaluation(TrainingEvent.Evaluated evaluated, long step);

    /** Tells of what was logged; {@code pace} heard of the same run before. */
    default void hear(LoggedEvent logged, Pace pace) {
        pace.hear(logged.event(), logged.time().toEpochMilli() / 1e3);
        if (logged.event() instanceof TrainingEvent.Started started) {
            started(started);
        } else if (logged.event() instanceof TrainingEvent.Stepped step) {
            step(step, pace.loss());
        } else if (logged.event() instanceof TrainingEvent.Evaluated evaluated) {
            evaluation(evaluated, pace.step());
        }
    }

    /** Shows what was told since the last time. */
    void draw();
}
