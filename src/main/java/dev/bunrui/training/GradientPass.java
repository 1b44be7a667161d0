package dev.bunrui.training;

import dev.bunrui.adapter.Adapter;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.Batch;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.LinearHead;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import dev.bunrui.torch.Torch;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Forward and backward over one micro-batch: adds its share of the gradient to the adapter's parameters.
 *
 * <p>The lower layers may be computed twice: forward without a record, keeping only each layer's input, and again, with a
 * record, when the backward pass gets to them. Their activations then never exist together.
 */
final class GradientPass {
    private final LoraClassifier classifier;
    private final boolean dropout;
    private final int recomputed;

    /** {@code recomputed}: how many layers, from the first on, are computed twice; the last layer never is. */
    GradientPass(LoraClassifier classifier, boolean dropout, int recomputed) {
        this.classifier = classifier;
        this.dropout = dropout;
        this.recomputed = Math.min(recomputed, classifier.backbone().layers() - 1);
    }

    /**
     * The sum of the examples' cross entropies in nats; gradients of {@code weight} times that sum are added up.
     *
     * @param seeds the seed of a layer's dropout
     */
    double run(List<Example> examples, float weight, IntToLongFunction seeds) {
        Backbone backbone = classifier.backbone();
        Adapter adapter = classifier.adapter();
        int last = backbone.layers() - 1;
        try (Scope scope = classifier.scope().child()) {
            Batch batch = Batch.of(
                    scope,
                    examples.stream().map(Example::ids).toList(),
                    classifier.filler(),
                    backbone.config().maxPositions());
            Tensor labels =
                    scope.longs(examples.stream().mapToLong(Example::label).toArray(), examples.size());
            Tensor[] inputs = new Tensor[last + 1];
            Tensor[] kept = new Tensor[last];
            inputs[0] = backbone.embed(scope, batch);
            for (int layer = 0; layer < last; layer++) {
                Use use = layer < recomputed ? Use.PLAIN : Use.GRADIENT;
                kept[layer] = layer(scope, use, layer, inputs[layer], seeds);
                // Each layer has a backward pass of its own, which ends at its input; nothing below the first is
                // trained.
                inputs[layer + 1] = kept[layer].detached(scope).requireGradient();
            }
            seed(last, seeds);
            Tensor read = backbone.last(scope, Use.GRADIENT, inputs[last], batch, adapter.deltas(last), dropout);
            LinearHead.Scored scored = classifier.head().score(scope, read, adapter.head(), labels);
            scored.loss().backward(scope.floats(new float[] {weight}));
            double loss = scored.loss().floats()[0];
            scored.logits().close();
            scored.loss().close();
            read.close();
            for (int layer = last - 1; layer >= 0; layer--) {
                backThrough(scope, layer, inputs, kept[layer], seeds);
            }
            return loss;
        }
    }

    /** Takes the gradient of a layer's output on to its input, and lets go of what was kept for that. */
    private void backThrough(Scope scope, int layer, Tensor[] inputs, Tensor kept, IntToLongFunction seeds) {
        try (Scope inner = scope.child()) {
            Tensor gradient = inputs[layer + 1].gradient().orElseThrow();
            Tensor output = layer < recomputed ? layer(inner, Use.GRADIENT, layer, inputs[layer], seeds) : kept;
            classifier.backbone().backward(layer, output, gradient);
            gradient.close();
        }
        kept.close();
        inputs[layer + 1].close();
    }

    private Tensor layer(Scope scope, Use use, int layer, Tensor states, IntToLongFunction seeds) {
        seed(layer, seeds);
        return classifier
                .backbone()
                .layer(scope, use, layer, states, classifier.adapter().deltas(layer), dropout);
    }

    private void seed(int layer, IntToLongFunction seeds) {
        if (dropout) {
            Torch.seed(seeds.applyAsLong(layer));
        }
    }
}
