package dev.bunrui.baseline;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * How long work is watched and given up.
 *
 * @param stop whether to give up; asked often and by several threads at once
 * @param progress told how much is done, from 0 to 1 and never less than before, by one thread at a time; about a
 *     hundred times in all
 */
public record Watch(BooleanSupplier stop, DoubleConsumer progress) {
    /** For work that nobody watches. */
    public static Watch unwatched() {
        return new Watch(() -> false, share -> {});
    }

    /** @throws CancellationException if the work is to be given up */
    void check() {
        if (stop.getAsBoolean()) {
            throw new CancellationException("the baseline was given up");
        }
    }

    /** Watches a stretch of the work that consists of equal pieces. */
    Stretch stretch(double from, double to, int pieces) {
        return new Stretch(from, to, pieces);
    }

    /** A stretch of the work, whose pieces may be done by several threads. */
    final class Stretch {
        private final double from;
        private final double to;
        private final int pieces;
        private final AtomicInteger done = new AtomicInteger();
        private double told;

        private Stretch(double from, double to, int pieces) {
            this.from = from;
            this.to = to;
            this.pieces = pieces;
            told = from;
        }

        /** @throws CancellationException as {@link Watch#check} does */
        void pieceDone() {
            check();
            int count = done.incrementAndGet();
            double share = count == pieces ? to : from + (to - from) * count / pieces;
            synchronized (this) {
                if (share >= told + 0.01 || count == pieces) {
                    told = share;
                    progress.accept(share);
                }
            }
        }
    }
}
