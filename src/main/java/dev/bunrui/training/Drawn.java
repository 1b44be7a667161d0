package dev.bunrui.training;

/**
 * An example in a batch.
 *
 * @param number its place among all training examples: what its dropout is drawn by
 */
record Drawn(Example example, int number) {
    /** Token ids that the network reads of it; of none, one filler. */
    int tokens() {
        return Math.max(1, example.ids().length);
    }
}
