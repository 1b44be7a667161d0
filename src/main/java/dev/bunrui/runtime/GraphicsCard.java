package dev.bunrui.runtime;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A card as its driver describes it.
 *
 * @param index the driver's number of it
 * @param capability its compute capability, such as 8.6; empty where the driver does not tell
 * @param memory all of it, in bytes; empty where the driver does not tell
 * @param free what no program has taken, in bytes; empty where the driver does not tell
 * @param mig whether it is divided into instances (MIG), each of which CUDA sees as a card
 * @see <a href="https://docs.nvidia.com/deploy/nvidia-smi/">the driver's program</a>
 */
public record GraphicsCard(
        int index,
        String name,
        Optional<VersionNumber> capability,
        OptionalLong memory,
        OptionalLong free,
        Mode mode,
        boolean mig) {
    /** Which programs the card's owner lets compute on it. */
    public enum Mode {
        /** Any, or it is not known. */
        SHARED,
        /** One at a time. */
        EXCLUSIVE,
        /** None. */
        PROHIBITED
    }
}
