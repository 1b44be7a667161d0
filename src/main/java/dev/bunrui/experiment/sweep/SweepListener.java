package dev.bunrui.experiment.sweep;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.message.SentenceException;
import java.util.Map;

/** Who follows a sweep; called on its own thread. */
public interface SweepListener {
    /** A run is about to begin before others, since its settings did best so far. */
    default void preferred(RunFolder run, Standing standing) {}

    /**
     * A run begins, or is gone on with.
     *
     * @param values of the options that take several
     * @param number its place in the sweep, counted from 1
     * @param of how many runs there are now
     * @return who follows it
     */
    default RunListener begins(RunFolder run, Map<String, String> values, int number, int of) {
        return new RunListener() {};
    }

    /** A run ended as it should. */
    default void finished(RunResult result) {}

    /** A run could not be finished; it is noted in its folder, and the sweep goes on. */
    default void failed(RunFolder run, SentenceException failure) {}
}
