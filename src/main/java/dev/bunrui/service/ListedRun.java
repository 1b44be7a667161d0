package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.RequestException;

/** A run in a list. */
public sealed interface ListedRun {
    RunFolder folder();

    /**
     * One that can be read.
     *
     * @param state with those that were begun and wait again taken as waiting
     */
    record Known(RunSummary summary, RunSummary.State state) implements ListedRun {
        @Override
        public RunFolder folder() {
            return summary.folder();
        }
    }

    /** One whose files cannot be read: it must neither be hidden nor hide the others. */
    record Damaged(RunFolder folder, RequestException why) implements ListedRun {}
}
