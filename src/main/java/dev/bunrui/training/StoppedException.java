package dev.bunrui.training;

/** A training ended on request, its state saved. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
