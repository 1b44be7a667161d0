package dev.bunrui.llm.network;

import dev.bunrui.llm.Linear;
import dev.bunrui.torch.Kernels;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Quantisation;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Reads the weights of linear maps into few bits. One matrix at a time is in memory in full. */
final class QuantisedMatrices implements AutoCloseable {
    private final List<Linear> linears;
    private final FrozenWeights from;
    private final Quantisation quantisation;
    private final Kernels kernels;
    private final Scope scope;

    /** Room for the largest matrix in fp32: rooms that come and go leave the memory in shreds. */
    private final Tensor aside;

    QuantisedMatrices(
            List<Linear> linears, FrozenWeights from, Quantisation quantisation, Kernels kernels, Scope scope) {
        this.linears = linears;
        this.from = from;
        this.quantisation = quantisation;
        this.kernels = kernels;
        this.scope = scope;
        this.aside = from.singles(linears.stream()
                .mapToLong(linear -> (long) linear.inputs() * linear.outputs())
                .max()
                .orElse(0));
    }

    /**
     * What {@link Quantisation} keeps of each matrix of a layer, which is [outputs, inputs] whichever way the checkpoint has
     * it.
     */
    List<List<Tensor>> layer(String layer) {
        List<List<Tensor>> quantised = new ArrayList<>();
        for (Linear linear : linears) {
            try (Scope moment = scope.child()) {
                Tensor matrix = from.single(moment, aside, layer + linear.path() + ".weight", linear.weightShape());
                Tensor upright = linear.transposed() ? kernels.one(moment, Use.PLAIN, "transposed", matrix) : matrix;
                quantised.add(quantisation.quantise(scope, upright));
            }
        }
        return quantised;
    }

    @Override
    public void close() {
        aside.close();
    }
}
