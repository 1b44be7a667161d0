package dev.bunrui.app.shell;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepPlan;

/** Leads from one page to another. */
public interface Routes {
    /** Shows a place as it was left. */
    void show(Place place);

    /** Shows how a run comes along. */
    void watch(RunFolder run);

    /** Shows how a sweep comes along. */
    void watch(SweepFolder sweep);

    /** Begins with the plan of a sweep, to add runs to it. */
    void extend(SweepFolder sweep, SweepPlan plan);

    /** Puts a finished run to use. */
    void classify(RunFolder run);

    /** Takes settings as the beginning of a new run. */
    void startFrom(RunSettings settings);

    /** Begins a new run with a base model. */
    void trainWith(String model);
}
