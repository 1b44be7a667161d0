package dev.bunrui.llm.network;

import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Kernels;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import dev.bunrui.torch.WeightFormat;
import java.util.List;
import java.util.Optional;

/**
 * A frozen decoder without language model head, run a layer at a time so that the caller decides what is kept and what
 * is computed again. Only the state of each text's last token leaves it, so the last layer computes that token alone.
 *
 * <p>{@code deltas} holds, for each of {@link #projections()} in order, the pair A [rank, inputs], B [outputs, rank], or
 * two tensors without elements where the projection has none. Inputs of the deltas are dropped where there is a
 * {@link Dropout}.
 */
public final class Backbone implements AutoCloseable {
    private final BackboneWeights weights;
    private final Kernels kernels;
    private final Runnable end;

    Backbone(BackboneWeights weights, Kernels kernels, Runnable end) {
        this.weights = weights;
        this.kernels = kernels;
        this.end = end;
    }

    /**
     * Brings a model's weights to a device, for this backbone alone.
     *
     * @param format how the linear maps' weights are kept; all else is kept in full
     * @throws dev.bunrui.message.RequestException if a tensor is missing or misshapen
     */
    public static Backbone load(
            ModelFolder folder, ComputeDevice device, Precision precision, WeightFormat format, DeltaSettings deltas) {
        BackboneWeights weights = BackboneWeights.load(folder, device, precision, format, deltas);
        return new Backbone(weights, weights.kernels(deltas), weights::close);
    }

    /** The same with all weights kept in full. */
    public static Backbone load(ModelFolder folder, ComputeDevice device, Precision precision, DeltaSettings deltas) {
        return load(folder, device, precision, WeightFormat.FULL, deltas);
    }

    public ModelConfig config() {
        return weights.config();
    }

    public ComputeDevice device() {
        return weights.device();
    }

    public Precision precision() {
        return weights.precision();
    }

    /** What deltas can be added to, the same in every layer. */
    public List<Projection> projections() {
        return Projection.of(config());
    }

    /** What checkpoints and adapters call a layer, such as {@code gpt_neox.layers.3}. */
    public String layerName(int layer) {
        return config().layout().layer(layer);
    }

    /** The number of layers, the last included. */
    public int layers() {
        return config().layers();
    }

    /** The texts' embeddings, [batch, tokens, hidden]; no gradient crosses them. */
    public Tensor embed(Scope into, Batch batch) {
        return kernels.one(into, Use.PLAIN, "embed", weights.embedding(), weights.positions(), batch.ids());
    }

    /** A layer other than the last: [batch, tokens, hidden] to the same. */
    public LayerOutput layer(
            Scope into, Use use, int layer, Tensor states, List<Tensor> deltas, Optional<Dropout> dropout) {
        return output(
                into,
                use,
                "layer",
                states,
                weights.turns(layer).cos(),
                weights.turns(layer).sin(),
                window(layer),
                weights.layer(layer),
                deltas,
                drawn(into, dropout));
    }

    /** The last layer and the final norm: [batch, tokens, hidden] to the last tokens' states [batch, hidden]. */
    public LayerOutput last(
            Scope into, Use use, Tensor states, Batch batch, List<Tensor> deltas, Optional<Dropout> dropout) {
        int layer = layers() - 1;
        return output(
                into,
                use,
                "last_layer",
                states,
                batch.last(),
                weights.turns(layer).cos(),
                weights.turns(layer).sin(),
                window(layer),
                weights.layer(layer),
                deltas,
                drawn(into, dropout),
                weights.finalNorm());
    }

    private LayerOutput output(Scope into, Use use, String method, Object... arguments) {
        return new LayerOutput(kernels.call(into, use, 1, method, arguments), into, kernels);
    }

    private Tensor drawn(Scope into, Optional<Dropout> dropout) {
        return dropout.map(drawn -> drawn.tensor(into)).orElse(weights.flag(false));
    }

    /**
     * Runs the backward pass of what {@link #layer} gave. Other layers may have been computed since; but of each layer by
     * itself, and not of several in one.
     */
    public void backward(int layer, LayerOutput output, Tensor gradient) {
        weights.ready(layer);
        output.backward(gradient);
    }

    private Tensor window(int layer) {
        return weights.flag(config().kinds().get(layer).window().isPresent());
    }

    @Override
    public void close() {
        end.run();
    }
}
