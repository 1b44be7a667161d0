package dev.bunrui.llm.network;

import dev.bunrui.llm.Linear;
import dev.bunrui.torch.Kernels;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Quantisation;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of all layers' linear maps in few bits, and one room for those of a single layer in the type that is
 * computed in. A layer's weights are brought into the room before it is computed; those of the layer before are gone then.
 *
 * <p>What the engine keeps of the weights for a backward pass is the room under another name, which does not tell it of
 * the changes made under this one: bring the same layer there again before its backward pass. So no more than one layer's
 * weights are ever in memory in full, whether its activations are kept or computed again.
 */
final class RestoredLinears {
    private final Quantisation quantisation;
    private final List<List<List<Tensor>>> layers = new ArrayList<>();
    private final List<Tensor> rooms = new ArrayList<>(); // each [outputs, inputs]
    private final List<Tensor> matrices = new ArrayList<>(); // each as checkpoints have it
    private int there = -1;

    RestoredLinears(List<Linear> linears, Quantisation quantisation, Kernels kernels, Scope scope) {
        this.quantisation = quantisation;
        for (Linear linear : linears) {
            long size = (long) linear.outputs() * linear.inputs();
            Tensor room = kernels.one(scope, Use.PLAIN, "room", scope.longs(new long[] {size}, 1))
                    .view(linear.outputs(), linear.inputs());
            Tensor matrix = kernels.one(scope, Use.PLAIN, "aside", room);
            rooms.add(room);
            matrices.add(linear.transposed() ? kernels.one(scope, Use.PLAIN, "transposed", matrix) : matrix);
        }
    }

    /** Takes the next layer's weights, as {@link QuantisedMatrices#layer} gave them. */
    void add(List<List<Tensor>> layer) {
        layers.add(layer);
    }

    /** A linear map's weight, in a checkpoint's shape, of the layer that was brought last. */
    Tensor matrix(int linear) {
        return matrices.get(linear);
    }

    /** Brings a layer's weights into the room. */
    void bring(int layer) {
        if (there == layer) {
            return;
        }
        there = -1; // should the device have no memory left on the way
        for (int i = 0; i < rooms.size(); i++) {
            quantisation.restore(layers.get(layer).get(i), rooms.get(i));
        }
        there = layer;
    }
}
