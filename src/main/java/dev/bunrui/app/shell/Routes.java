package dev.bunrui.app.shell;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSettings;

/** Leads from one page to another. */
public interface Routes {
    /** Shows a place as it was left. */
    void show(Place place);

    /** Shows how a run comes along. */
    void watch(RunFolder run);

    /** Puts a finished run to use. */
    void classify(RunFolder run);

    /** Takes settings as the beginning of a new run. */
    void startFrom(RunSettings settings);

    /** Begins a new run with a base model. */
    void trainWith(String model);
}
