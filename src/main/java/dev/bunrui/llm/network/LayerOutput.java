package dev.bunrui.llm.network;

import dev.bunrui.torch.Kernels;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * What a layer gave.
 *
 * <p>Automatic differentiation knows no gradient of products in 8 bits. Where a layer has such products, its record is cut:
 * a product's result begins a record of its own, and so does what several read whose gradients must meet first. Each cut
 * is, in the order in which they came about: the end of the record before it, the beginning of the one after it, and the
 * weight between them with its steps, or two tensors without elements where it is the same value on both sides. The two
 * ends hold a place in the record and no numbers.
 */
public final class LayerOutput implements AutoCloseable {
    private static final int CUT = 4;

    private final Tensor states;
    private final List<Tensor> cuts;
    private final Scope scope;
    private final Kernels kernels;

    LayerOutput(List<Tensor> results, Scope scope, Kernels kernels) {
        this.states = results.get(0);
        this.cuts = results.subList(1, results.size());
        this.scope = scope;
        this.kernels = kernels;
    }

    /** [batch, tokens, hidden]; of the last layer [batch, hidden]. */
    public Tensor states() {
        return states;
    }

    /** Runs the backward pass from the states, whose gradient is given. */
    void backward(Tensor gradient) {
        states.backward(gradient);
        backwardFromCuts();
    }

    /** Takes on to the layer's input what a backward pass that began beyond the states has left at the cuts. */
    public void backwardFromCuts() {
        for (int i = cuts.size() - CUT; i >= 0; i -= CUT) {
            Optional<Tensor> come = cuts.get(i + 1).gradient();
            if (come.isPresent()) {
                across(cuts.get(i), come.get(), cuts.get(i + 2), cuts.get(i + 3));
            }
            cuts.get(i).close();
            cuts.get(i + 1).close();
        }
    }

    private void across(Tensor to, Tensor come, Tensor weight, Tensor steps) {
        try (Scope inner = scope.child();
                come) {
            to.backward(kernels.one(inner, Use.PLAIN, "across", come, weight, steps));
            // The record holds on to its beginning, and that to its gradient, until the whole layer is let go of.
            kernels.call(inner, Use.PLAIN, 0, "spent", come);
        }
    }

    @Override
    public void close() {
        states.close();
        cuts.forEach(Tensor::close);
    }
}
