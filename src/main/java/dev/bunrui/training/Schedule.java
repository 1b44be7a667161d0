package dev.bunrui.training;

/**
 * Linear warm-up from zero, then linear decay to zero, as Transformers' {@code get_linear_schedule_with_warmup}: the
 * first step of a warm-up has rate zero.
 *
 * @param steps in the whole training
 * @param warmup steps of them that warm up
 */
record Schedule(double peak, long steps, long warmup) {
    /** The learning rate of a step, counted from 0. */
    double rate(long step) {
        if (step < warmup) {
            return peak * step / Math.max(1, warmup);
        }
        return peak * Math.max(0, steps - step) / Math.max(1, steps - warmup);
    }
}
