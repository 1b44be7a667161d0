package dev.bunrui.app.chart;

import dev.bunrui.training.TrainingEvent;

/** Who draws what is heard of a run; called on the window's thread. */
public interface Curves {
    void clear();

    void started(TrainingEvent.Started started);

    void step(TrainingEvent.Stepped step, double smoothedLoss);

    /** What the worker held in memory at a step, in bytes. */
    void memory(long step, long bytes);

    void evaluation(TrainingEvent.Evaluated evaluated, long step);

    /** Shows what was told since the last time. */
    void draw();
}
