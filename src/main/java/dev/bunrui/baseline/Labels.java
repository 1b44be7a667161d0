package dev.bunrui.baseline;

/** Classes as numbers, from 0 in label order. */
final class Labels {
    private Labels() {}

    /** @throws IllegalArgumentException if there is no class or a label is none */
    static void require(int classes, int[] labels) {
        if (classes < 1) {
            throw new IllegalArgumentException("a classifier needs at least one class, not " + classes);
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("label " + label + " is none of " + classes + " classes");
            }
        }
    }
}
