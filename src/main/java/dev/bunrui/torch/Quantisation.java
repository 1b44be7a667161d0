package dev.bunrui.torch;

import dev.bunrui.torch.Kernels.Use;
import java.util.List;
import java.util.Map;

/** Brings matrices into few bits and back. */
public final class Quantisation implements AutoCloseable {
    /**
     * Numbers that are worked on at once: beside the matrix itself, only so many are in memory in fp32. What comes and goes
     * in large pieces leaves the processor's memory in shreds (measured: twice the peak); a card wants large ones.
     */
    private static final int PART = 1 << 18;

    private static final int PART_ON_A_CARD = 1 << 24;

    /** Where all numbers are zero, what they are divided by instead of zero. */
    public static final String LEAST = "1e-30";

    private final Scope scope;
    private final Kernels kernels;
    private final List<Tensor> tables;

    /**
     * For a format.
     *
     * @throws IllegalArgumentException for {@link WeightFormat#FULL}, which is no quantisation
     */
    public Quantisation(WeightFormat format, ComputeDevice device) {
        this.scope = Scope.open(device);
        this.tables = switch (format) {
            case FULL -> throw new IllegalArgumentException("not quantised");
            case INT8, W8A8 -> List.of(scope.absent());
            case NF4 -> normalFloat4();
        };
        int part = device.cuda() ? PART_ON_A_CARD : PART;
        Map<String, String> values = Map.of(
                "part",
                Integer.toString(part),
                "part_blocks",
                Integer.toString(part / NormalFloat4.BLOCK),
                "least",
                LEAST);
        this.kernels = Kernels.compile(KernelSource.of(values, kernels(format)), device);
    }

    private static String kernels(WeightFormat format) {
        return format == WeightFormat.NF4 ? "nf4" : "int8";
    }

    private List<Tensor> normalFloat4() {
        float[] levels = NormalFloat4.middles(NormalFloat4.levels());
        float[] map = NormalFloat4.dynamicMap();
        float[] middles = NormalFloat4.middles(map);
        return List.of(
                scope.floats(NormalFloat4.pairs(), map.length, 2),
                scope.floats(levels, levels.length),
                scope.floats(map, map.length),
                scope.floats(middles, middles.length));
    }

    /**
     * What is kept of a matrix.
     *
     * @param matrix fp32 [outputs, inputs]
     * @return INT8 and W8A8: codes int8 [outputs, inputs], steps fp32 [outputs, 1]. NF4: codes, two a byte, of the matrix as
     *     one row filled up to whole blocks; codes of the blocks' magnitudes [groups, 256]; the groups' magnitudes fp32
     *     [groups, 1]; the mean of the blocks' magnitudes, fp32
     */
    public List<Tensor> quantise(Scope into, Tensor matrix) {
        return kernels.call(into, Use.PLAIN, "quantise", matrix, tables);
    }

    /** Brings a matrix back, rounded to the type of {@code into}, [outputs, inputs] and contiguous, where its numbers go. */
    public void restore(List<Tensor> kept, Tensor into) {
        kernels.one(scope, Use.PLAIN, "restore", kept, tables, into).close();
    }

    @Override
    public void close() {
        kernels.close();
        scope.close();
    }
}
