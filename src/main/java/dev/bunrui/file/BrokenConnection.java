package dev.bunrui.file;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A server that may well answer the next time: worth another attempt. */
public final class BrokenConnection extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Object reason;
    private final transient Optional<Duration> wait;

    public BrokenConnection(String reason) {
        this(reason, Optional.empty());
    }

    /** Broken for a reason that the system gives. */
    public BrokenConnection(IOException failure) {
        super(failure);
        this.reason = new SystemReason(failure);
        this.wait = Optional.empty();
    }

    /** {@code wait}: for how long the server wants to be left alone, if it says so. */
    public BrokenConnection(String reason, Optional<Duration> wait) {
        super(reason);
        this.reason = reason;
        this.wait = wait;
    }

    /** As an argument of a text: what the server or the system says, the latter in the text's language. */
    public Object reason() {
        return reason;
    }

    public Optional<Duration> patience() {
        return wait;
    }
}
