package dev.bunrui.runtime;

import java.util.List;
import java.util.Optional;

/**
 * What is known of NVIDIA's driver.
 *
 * @param version of the driver; empty where it could not be found out
 * @param cuda the newest CUDA that the driver is made for; empty where it could not be found out
 * @param cards none unless {@code kind} is {@code KNOWN}
 * @param words what the driver's program said, where it failed
 */
public record DriverState(
        Kind kind,
        Optional<VersionNumber> version,
        Optional<VersionNumber> cuda,
        List<GraphicsCard> cards,
        String words) {
    /** How much is known. */
    public enum Kind {
        /** The machine has no such driver. */
        ABSENT,
        /** It has one that does not answer as it should. */
        SILENT,
        /** It has one, and the program to ask it is missing: what cards there are is not known. */
        UNASKED,
        /** It has told. */
        KNOWN
    }

    static final DriverState NONE = new DriverState(Kind.ABSENT, Optional.empty(), Optional.empty(), List.of(), "");

    public DriverState {
        cards = List.copyOf(cards);
    }

    static DriverState silent(Optional<VersionNumber> version, String words) {
        return new DriverState(Kind.SILENT, version, Optional.empty(), List.of(), words);
    }

    static DriverState unasked(Optional<VersionNumber> version) {
        return new DriverState(Kind.UNASKED, version, Optional.empty(), List.of(), "");
    }
}
