package dev.bunrui.experiment;

import dev.bunrui.corpus.DataSet;
import dev.bunrui.training.TrainingEvent;

/** Who follows a run while it goes on; called on the run's own thread. */
public interface RunListener {
    /**
     * What is done now, in order; the baselines only where the split has none yet, and after the test once more where there
     * is time for those that need the model.
     */
    enum Stage {
        READING,
        LOADING,
        BASELINES,
        TRAINING,
        TESTING
    }

    default void stage(Stage stage) {}

    /** The run has its folder: from now on it can be gone on with. */
    default void opened(RunFolder folder) {}

    /**
     * The articles are read, split and tokenised.
     *
     * @param truncated how many of them are longer than the model is to see
     */
    default void prepared(DataSet data, RunManifest manifest, int truncated) {}

    default void event(TrainingEvent event) {}
}
