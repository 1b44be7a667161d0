package dev.bunrui.adapter.merge;

import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.llm.network.Projection;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an adapter adds to a projection's weight, {@code scaling · B A}, row by row of the weight as it is stored.
 *
 * @param left [rows, rank]: B, or A turned over where the weight is stored as [inputs, outputs]
 * @param right [rank, columns]: A, or B turned over
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Delta(double scaling, int rank, float[] left, float[] right) {
    /** The delta of the projection at a path; empty if the adapter has none. */
    static Optional<Delta> of(AdapterWeights weights, double scaling, String path, Projection projection) {
        Optional<StoredTensor> down = weights.find(AdapterWeights.down(path));
        Optional<StoredTensor> up = weights.find(AdapterWeights.up(path));
        if (down.isEmpty() || up.isEmpty()) {
            return Optional.empty();
        }
        int rank = (int) down.get().shape()[0];
        float[] a = down.get().floats();
        float[] b = up.get().floats();
        return Optional.of(
                projection.transposed()
                        ? new Delta(
                                scaling,
                                rank,
                                turned(a, rank, projection.inputs()),
                                turned(b, projection.outputs(), rank))
                        : new Delta(scaling, rank, b, a));
    }

    private static float[] turned(float[] matrix, int rows, int columns) {
        float[] turned = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = matrix[row * columns + column];
            }
        }
        return turned;
    }

    /** Adds the delta to some rows of the weight, of which the first is number {@code from}; in fp32. */
    void addTo(float[] weights, long from) {
        int columns = right.length / rank;
        IntStream.range(0, weights.length / columns).parallel().forEach(row -> {
            float[] sum = new float[columns];
            for (int k = 0; k < rank; k++) {
                float factor = left[Math.toIntExact((from + row) * rank) + k];
                int start = k * columns;
                for (int column = 0; column < columns; column++) {
                    sum[column] += factor * right[start + column];
                }
            }
            int start = row * columns;
            float scale = (float) scaling;
            for (int column = 0; column < columns; column++) {
                weights[start + column] += scale * sum[column];
            }
        });
    }
}
