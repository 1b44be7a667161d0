package dev.bunrui.service;

import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.RequestException;
import java.util.List;

/** A sweep in a list. */
public sealed interface ListedSweep {
    SweepFolder folder();

    /**
     * One that can be read.
     *
     * @param states where its runs stand, in the sweep's order
     */
    record Known(SweepFolder folder, Sweep sweep, List<RunSummary.State> states) implements ListedSweep {
        public Known {
            states = List.copyOf(states);
        }
    }

    /** One whose file cannot be read: it must neither be hidden nor hide the others. */
    record Damaged(SweepFolder folder, RequestException why) implements ListedSweep {}
}
