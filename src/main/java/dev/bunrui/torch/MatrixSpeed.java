package dev.bunrui.torch;

import dev.bunrui.torch.Kernels.Use;
import java.util.Random;

/** How fast a device multiplies matrices, which is nearly all that training has it do. */
public final class MatrixSpeed {
    /** Large enough to occupy the device, small enough that the slowest one is done in a second. */
    private static final int SIDE = 1024;

    private static final int SIDE_ON_A_CARD = 4096;

    /** A round of this length is timed well. */
    private static final long ENOUGH_NANOS = 60_000_000;

    /** The fastest of these rounds counts: what else runs on the machine only ever slows one down. */
    private static final int ROUNDS = 4;

    private MatrixSpeed() {}

    /** Floating-point operations in a second, measured in about half a second. */
    public static double measure(ComputeDevice device, Precision precision) {
        int side = device.cuda() ? SIDE_ON_A_CARD : SIDE;
        try (Scope scope = Scope.open(device);
                Kernels kernels = Kernels.compile(KernelSource.of(precision.kernelValues(), "matrix-speed"), device)) {
            Tensor values = scope.floats(values(side * side), side, side);
            Tensor matrix = kernels.one(scope, Use.INFERENCE, "matrix", values);
            multiply(kernels, scope, matrix, 1); // what is loaded and set up on first use is not timed
            int times = 1;
            long took = time(kernels, scope, matrix, times);
            while (took < ENOUGH_NANOS) {
                times *= 2;
                took = time(kernels, scope, matrix, times);
            }
            for (int round = 1; round < ROUNDS; round++) {
                took = Math.min(took, time(kernels, scope, matrix, times));
            }
            // A product has side² sums of side products.
            return 2.0 * side * side * side * times / (took / 1e9);
        }
    }

    private static long time(Kernels kernels, Scope scope, Tensor matrix, int times) {
        long start = System.nanoTime();
        multiply(kernels, scope, matrix, times);
        return System.nanoTime() - start;
    }

    /** Ends when the device has done its work: a card is only asked for it, until something is read back. */
    private static void multiply(Kernels kernels, Scope scope, Tensor matrix, int times) {
        for (int i = 1; i <= times; i++) {
            try (Scope step = scope.child()) {
                Tensor product = kernels.one(step, Use.INFERENCE, "multiply", matrix, matrix);
                if (i == times) {
                    kernels.one(step, Use.INFERENCE, "sum", product).floats();
                }
            }
        }
    }

    /** Not zeros, with which a card draws less power and runs faster than it ever will. */
    private static float[] values(int count) {
        Random random = new Random(42);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
