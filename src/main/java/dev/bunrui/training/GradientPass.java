package dev.bunrui.training;

import dev.bunrui.adapter.Adapter;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.Batch;
import dev.bunrui.llm.network.Dropout;
import dev.bunrui.llm.network.LayerOutput;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.LinearHead;
import dev.bunrui.torch.OutOfMemoryException;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/**
 * Forward and backward over one micro-batch: adds its share of the gradient to the adapter's parameters.
 *
 * <p>The lower layers may be computed twice: forward without a record, keeping only each layer's input, and again, with a
 * record, when the backward pass gets to them. Their activations then never exist together.
 */
final class GradientPass {
    private final LoraClassifier classifier;
    private final LoraSettings lora;
    private final int recomputed;

    /** The seed of the dropout of one example, by its {@link Drawn#number}, in one layer. */
    @FunctionalInterface
    interface Seeds {
        long of(int number, int layer);
    }

    /**
     * A pass.
     *
     * @param lora of the classifier's adapter
     * @param recomputed how many layers, from the first on, are computed twice; the last layer never is
     */
    GradientPass(LoraClassifier classifier, LoraSettings lora, int recomputed) {
        this.classifier = classifier;
        this.lora = lora;
        this.recomputed = Math.min(recomputed, classifier.backbone().layers() - 1);
    }

    /**
     * The sum of the examples' cross entropies in nats; gradients of {@code weight} times that sum are added up. The sum
     * is left on the device: reading it would have the next micro-batch wait until this one is done.
     *
     * @param sums where the sum lives
     * @throws OutOfMemoryException if the device's memory does not hold what this takes; some parameters may have their
     *     gradients by then
     */
    Tensor run(Scope sums, List<Drawn> examples, float weight, Seeds seeds) {
        Backbone backbone = classifier.backbone();
        Adapter adapter = classifier.adapter();
        int last = backbone.layers() - 1;
        try (Scope scope = classifier.scope().child()) {
            Batch batch = Batch.of(
                    scope,
                    examples.stream().map(drawn -> drawn.example().ids()).toList(),
                    classifier.filler(),
                    backbone.config().maxPositions());
            Tensor labels = scope.longs(
                    examples.stream()
                            .mapToLong(drawn -> drawn.example().label())
                            .toArray(),
                    examples.size());
            IntFunction<Optional<Dropout>> drops = layer -> drop(examples, layer, seeds);
            Tensor[] inputs = new Tensor[last + 1];
            LayerOutput[] kept = new LayerOutput[last];
            inputs[0] = backbone.embed(scope, batch);
            for (int layer = 0; layer < last; layer++) {
                Use use = layer < recomputed ? Use.PLAIN : Use.GRADIENT;
                kept[layer] = layer(scope, use, layer, inputs[layer], drops);
                // Each layer has a backward pass of its own, which ends at its input; nothing below the first is
                // trained.
                inputs[layer + 1] = kept[layer].states().detached(scope).requireGradient();
            }
            scope.alsoHolds(beside(inputs[last], LayerMemory::last));
            LayerOutput read =
                    backbone.last(scope, Use.GRADIENT, inputs[last], batch, adapter.deltas(last), drops.apply(last));
            LinearHead.Scored scored = classifier.head().score(scope, read.states(), adapter.head(), labels);
            scored.loss().backward(scope.floats(new float[] {weight}));
            read.backwardFromCuts();
            Tensor loss = scored.loss().detached(sums);
            scored.logits().close();
            scored.loss().close();
            read.close();
            for (int layer = last - 1; layer >= 0; layer--) {
                backThrough(scope, layer, inputs, kept[layer], drops);
            }
            return loss;
        }
    }

    /** Takes the gradient of a layer's output on to its input, and lets go of what was kept for that. */
    private void backThrough(
            Scope scope, int layer, Tensor[] inputs, LayerOutput kept, IntFunction<Optional<Dropout>> drops) {
        try (Scope inner = scope.child()) {
            Tensor gradient = inputs[layer + 1].gradient().orElseThrow();
            LayerOutput output = layer < recomputed ? layer(inner, Use.GRADIENT, layer, inputs[layer], drops) : kept;
            classifier.backbone().backward(layer, output, gradient);
            gradient.close();
        }
        kept.close();
        inputs[layer + 1].close();
    }

    private LayerOutput layer(Scope scope, Use use, int layer, Tensor states, IntFunction<Optional<Dropout>> drops) {
        if (use == Use.GRADIENT) {
            scope.alsoHolds(beside(states, LayerMemory::kept));
        }
        return classifier
                .backbone()
                .layer(scope, use, layer, states, classifier.adapter().deltas(layer), drops.apply(layer));
    }

    /** What a layer takes for such states, [batch, tokens, hidden], beside them. */
    private long beside(Tensor states, ToLongFunction<LayerMemory> part) {
        Backbone backbone = classifier.backbone();
        int longest = Math.toIntExact(states.shape()[1]);
        int tokens = Math.toIntExact(states.shape()[0] * longest);
        LayerMemory memory = LayerMemory.of(backbone.config(), lora, backbone.precision(), tokens, longest);
        return part.applyAsLong(memory) - memory.state();
    }

    private Optional<Dropout> drop(List<Drawn> examples, int layer, Seeds seeds) {
        return lora.dropout() > 0
                ? Optional.of(new Dropout(
                        examples.stream()
                                .mapToLong(drawn -> seeds.of(drawn.number(), layer))
                                .toArray(),
                        examples.stream().mapToInt(Drawn::tokens).toArray()))
                : Optional.empty();
    }
}
