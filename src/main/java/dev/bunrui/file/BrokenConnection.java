package dev.bunrui.file;

import java.time.Duration;
import java.util.Optional;

/** A server that may well answer the next time: worth another attempt. */
public final class BrokenConnection extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> wait;

    public BrokenConnection(String reason) {
        this(reason, Optional.empty());
    }

    /** {@code wait}: for how long the server wants to be left alone, if it says so. */
    public BrokenConnection(String reason, Optional<Duration> wait) {
        super(reason);
        this.wait = wait;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    public Optional<Duration> patience() {
        return wait;
    }
}
