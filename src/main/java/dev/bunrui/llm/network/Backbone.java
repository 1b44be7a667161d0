package dev.bunrui.llm.network;

import dev.bunrui.llm.LayerKind;
import dev.bunrui.llm.Layout;
import dev.bunrui.llm.Linear;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.Norm;
import dev.bunrui.llm.Rotary;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Kernels;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A frozen decoder without language model head, run a layer at a time so that the caller decides what is kept and what
 * is computed again. Only the state of each text's last token leaves it, so the last layer computes that token alone.
 *
 * <p>{@code deltas} holds, for each of {@link #projections()} in order, the pair A [rank, inputs], B [outputs, rank], or
 * two tensors without elements where the projection has none. Where {@code dropout} is asked for, it is drawn from the
 * engine's random numbers: seed them before the call, and again before the same layer is computed a second time.
 */
public final class Backbone implements AutoCloseable {
    private final ModelConfig config;
    private final Precision precision;
    private final Scope scope;
    private final Kernels kernels;
    private final Tensor embedding;
    private final Tensor positions;
    private final List<List<Tensor>> layers = new ArrayList<>();
    private final List<Tensor> finalNorm;
    private final List<Turns> turns = new ArrayList<>();
    private final Tensor present;
    private final Tensor absent;

    /** The cosines and sines of every position, [positions, 1, rotated dimensions]; without elements if there are none. */
    private record Turns(Tensor cos, Tensor sin) {}

    private Backbone(ModelFolder folder, ComputeDevice device, Precision precision, DeltaSettings deltas) {
        this.config = folder.config();
        this.precision = precision;
        this.kernels = Kernels.compile(DecoderKernels.source(config, precision, deltas), device);
        this.scope = Scope.open(device);
        this.absent = scope.absent();
        this.present = scope.zeros(1);
        FrozenWeights weights = new FrozenWeights(folder.checkpoint(), kernels, precision, scope);
        Layout layout = config.layout();
        this.embedding = weights.stored(layout.embedding(), config.vocabSize(), config.hiddenSize());
        this.positions = layout.positions()
                .map(table -> weights.stored(table, config.maxPositions(), config.hiddenSize()))
                .orElse(absent);
        for (int layer = 0; layer < config.layers(); layer++) {
            layers.add(layerWeights(weights, layerName(layer) + "."));
        }
        this.finalNorm = new ArrayList<>();
        add(finalNorm, weights, "", layout.finalNorm());
        Map<Rotary, Turns> known = new HashMap<>();
        for (LayerKind kind : config.kinds()) {
            turns.add(kind.rotary()
                    .map(rotary -> known.computeIfAbsent(rotary, this::turns))
                    .orElse(new Turns(absent, absent)));
        }
    }

    /**
     * Brings a model's weights to a device.
     *
     * @throws dev.bunrui.message.RequestException if a tensor is missing or misshapen
     */
    public static Backbone load(ModelFolder folder, ComputeDevice device, Precision precision, DeltaSettings deltas) {
        return new Backbone(folder, device, precision, deltas);
    }

    /** In the order that {@link DecoderKernels} counts them in. */
    private List<Tensor> layerWeights(FrozenWeights from, String layer) {
        List<Tensor> weights = new ArrayList<>();
        for (Linear linear : config.layout().linears()) {
            weights.add(from.weight(layer + linear.path() + ".weight", linear.weightShape()));
            if (linear.bias()) {
                weights.add(from.weight(layer + linear.path() + ".bias", linear.outputs()));
            }
        }
        config.layout().norms().forEach(norm -> add(weights, from, layer, norm));
        return weights;
    }

    private void add(List<Tensor> weights, FrozenWeights from, String before, Norm norm) {
        weights.add(from.weight(before + norm.path() + ".weight", norm.size()));
        if (config.layout().normKind().biased()) {
            weights.add(from.weight(before + norm.path() + ".bias", norm.size()));
        }
    }

    private Turns turns(Rotary rotary) {
        long[] all = IntStream.range(0, config.maxPositions()).asLongStream().toArray();
        List<Tensor> turns = kernels.call(
                scope,
                Use.PLAIN,
                "rotary",
                scope.floats(rotary.frequencies(), rotary.frequencies().length),
                scope.longs(all, all.length),
                scope.floats(new float[] {(float) rotary.scaling().magnitude()}, 1));
        return new Turns(turns.get(0), turns.get(1));
    }

    public ModelConfig config() {
        return config;
    }

    public ComputeDevice device() {
        return scope.device();
    }

    public Precision precision() {
        return precision;
    }

    /** What deltas can be added to, the same in every layer. */
    public List<Projection> projections() {
        return Projection.of(config);
    }

    /** What checkpoints and adapters call a layer, such as {@code gpt_neox.layers.3}. */
    public String layerName(int layer) {
        return config.layout().layer(layer);
    }

    /** The number of layers, the last included. */
    public int layers() {
        return config.layers();
    }

    /** The texts' embeddings, [batch, tokens, hidden]; no gradient crosses them. */
    public Tensor embed(Scope into, Batch batch) {
        return kernels.one(into, Use.PLAIN, "embed", embedding, positions, batch.ids());
    }

    /** A layer other than the last: [batch, tokens, hidden] to the same. */
    public Tensor layer(Scope into, Use use, int layer, Tensor states, List<Tensor> deltas, boolean dropout) {
        return kernels.one(
                into,
                use,
                "layer",
                states,
                turns.get(layer).cos(),
                turns.get(layer).sin(),
                window(layer),
                layers.get(layer),
                deltas,
                dropout ? present : absent);
    }

    /** The last layer and the final norm: [batch, tokens, hidden] to the last tokens' states [batch, hidden]. */
    public Tensor last(Scope into, Use use, Tensor states, Batch batch, List<Tensor> deltas, boolean dropout) {
        int layer = layers() - 1;
        return kernels.one(
                into,
                use,
                "last_layer",
                states,
                batch.last(),
                turns.get(layer).cos(),
                turns.get(layer).sin(),
                window(layer),
                layers.get(layer),
                deltas,
                dropout ? present : absent,
                finalNorm);
    }

    private Tensor window(int layer) {
        return config.kinds().get(layer).window().isPresent() ? present : absent;
    }

    @Override
    public void close() {
        scope.close();
        kernels.close();
    }
}
