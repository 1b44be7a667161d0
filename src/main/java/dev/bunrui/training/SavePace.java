package dev.bunrui.training;

import java.util.function.LongSupplier;

/**
 * How often a state is saved between two evaluations: every {@value #SECONDS} seconds, and less often where saving takes its
 * time, so that it never takes more than a fiftieth of the training. A state has some hundred MB for a network of billions
 * of parameters, and hundreds of runs may share a file system: the slower it is, the less it is asked for.
 */
final class SavePace {
    static final long SECONDS = 10;
    static final long SHARE = 50;
    private static final long NANOS = SECONDS * 1_000_000_000;

    private final LongSupplier nanos;
    private long saved;
    private long took;

    /** {@code nanos} is a clock that does not jump. */
    SavePace(LongSupplier nanos) {
        this.nanos = nanos;
        this.saved = nanos.getAsLong();
    }

    /** Whether the time has come. */
    boolean due() {
        return nanos.getAsLong() - saved > Math.max(NANOS, SHARE * took);
    }

    /** Saves. */
    void save(Runnable saving) {
        long begun = nanos.getAsLong();
        saving.run();
        saved = nanos.getAsLong();
        took = saved - begun;
    }
}
