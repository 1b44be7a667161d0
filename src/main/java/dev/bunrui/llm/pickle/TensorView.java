package dev.bunrui.llm.pickle;

/**
 * A tensor as a pickle describes it: a view of a storage.
 *
 * @param offset of its first number in the storage, in numbers
 * @param shape extents, outermost first
 * @param strides how many numbers lie between neighbours along each extent
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record TensorView(Storage storage, long offset, long[] shape, long[] strides) {
    /** How many numbers it has. */
    long elements() {
        long product = 1;
        for (long extent : shape) {
            product = Math.multiplyExact(product, extent);
        }
        return product;
    }

    /** One past the last number of the storage that it touches; {@link #offset} if it has no numbers. */
    long end() {
        long last = offset;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 0) {
                return offset;
            }
            last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
        }
        return Math.addExact(last, 1);
    }

    /** Its numbers lie in the storage one after the other, row-major. */
    boolean contiguous() {
        long expected = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] != 1 && strides[i] != expected) {
                return false;
            }
            expected *= Math.max(1, shape[i]);
        }
        return true;
    }
}
