package dev.bunrui.app.shelf;

import dev.bunrui.experiment.MemoryNeed;

/**
 * Whether a run goes into the memory that is there, told of the one that leaves less room: the card's or the machine's own.
 *
 * @param need that a run has of it, in bytes
 * @param there how much of it may be taken, in bytes
 */
public record Tightest(Fit fit, long need, long there) {
    /**
     * Compares a need with what is there.
     *
     * @param device memory of the device that computes
     * @param main memory of the machine; the same where the processor computes
     */
    public static Tightest of(MemoryNeed need, long device, long main) {
        Tightest onDevice = of(need.onDevice(), device);
        Tightest inMain = of(need.inMainMemory(), main);
        return inMain.fit.compareTo(onDevice.fit) > 0 ? inMain : onDevice;
    }

    /** Of one memory alone. */
    public static Tightest of(long need, long there) {
        return new Tightest(Fit.of(need, there), need, there);
    }
}
