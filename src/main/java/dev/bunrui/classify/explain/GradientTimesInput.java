package dev.bunrui.classify.explain;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.Batch;
import dev.bunrui.llm.network.LayerOutput;
import dev.bunrui.message.FailureException;
import dev.bunrui.torch.InnerProducts;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.OutOfMemoryException;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How much each token carries of a class: the gradient of the {@link Margin} with respect to what enters the first layer,
 * times that, summed over the hidden units (A. Shrikumar et al., <i>Not Just a Black Box</i>, arXiv:1605.01713). To first
 * order it is what the margin would lose if the token's embedding were zero.
 *
 * <p>Every layer is computed twice, without a record and then, from the last on, with one, so that no more than one
 * layer's activations are ever in memory, and the work can be ended between any two layers.
 */
final class GradientTimesInput implements AutoCloseable {
    private final LoraClassifier network;
    private final InnerProducts products;

    GradientTimesInput(LoraClassifier network) {
        this.network = network;
        this.products = new InnerProducts(network.backbone().device());
    }

    /**
     * The tokens' shares, signed, in the unit of the logits.
     *
     * @param label the class, by its place among the logits
     * @param step runs after each layer; what it throws ends the work
     * @throws FailureException if the memory does not hold what this takes
     */
    float[] weights(int[] ids, int label, Runnable step) {
        Backbone backbone = network.backbone();
        int last = backbone.layers() - 1;
        try (Scope scope = network.scope().child()) {
            Batch batch = Batch.of(
                    scope, List.of(ids), network.filler(), backbone.config().maxPositions());
            List<Tensor> inputs = new ArrayList<>(); // each [1, tokens, hidden]
            inputs.add(backbone.embed(scope, batch));
            for (int layer = 0; layer < last; layer++) {
                inputs.add(layer(scope, Use.PLAIN, layer, inputs.get(layer)).states());
                step.run();
            }
            Tensor gradient = ofLast(scope, batch, inputs.get(last), label);
            for (int layer = last - 1; layer >= 0; layer--) {
                step.run();
                gradient = through(scope, layer, inputs.get(layer), gradient);
            }
            float[] all = products.of(scope, inputs.get(0), gradient).floats();
            return Arrays.copyOf(all, ids.length); // nothing flows back to the fillers
        } catch (OutOfMemoryException full) {
            throw new FailureException(ArticleClassifier.class, "explain.memory", ids.length, full);
        }
    }

    /** The gradient of the margin with respect to the last layer's input. */
    private Tensor ofLast(Scope scope, Batch batch, Tensor input, int label) {
        Backbone backbone = network.backbone();
        try (Scope inner = scope.child()) {
            List<Tensor> deltas = deltas(inner, backbone.layers() - 1);
            LayerOutput read =
                    backbone.last(inner, Use.GRADIENT, input.requireGradient(), batch, deltas, Optional.empty());
            Tensor head = network.adapter().head().detached(inner);
            Tensor logits = network.head().logits(inner, Use.GRADIENT, read.states(), head); // [1, classes]
            int classes = network.adapter().classes();
            logits.backward(inner.floats(Margin.slope(classes, label), 1, classes));
            read.backwardFromCuts();
        }
        return input.gradient().orElseThrow().moveTo(scope);
    }

    /** Takes the gradient of a layer's output on to its input. */
    private Tensor through(Scope scope, int layer, Tensor input, Tensor gradient) {
        try (Scope inner = scope.child()) {
            LayerOutput output = layer(inner, Use.GRADIENT, layer, input.requireGradient());
            network.backbone().backward(layer, output, gradient);
        }
        gradient.close();
        return input.gradient().orElseThrow().moveTo(scope);
    }

    private LayerOutput layer(Scope scope, Use use, int layer, Tensor input) {
        return network.backbone().layer(scope, use, layer, input, deltas(scope, layer), Optional.empty());
    }

    /** The adapter's factors, apart from the leaves that training adds gradients up in. */
    private List<Tensor> deltas(Scope scope, int layer) {
        return network.adapter().deltas(layer).stream()
                .map(factor -> factor.detached(scope))
                .toList();
    }

    @Override
    public void close() {
        products.close();
    }
}
