package dev.bunrui.llm.network;

import dev.bunrui.llm.LayerKind;
import dev.bunrui.llm.Layout;
import dev.bunrui.llm.Linear;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.Norm;
import dev.bunrui.llm.Rotary;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Kernels;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Quantisation;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import dev.bunrui.torch.WeightFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A frozen decoder's weights on a device, and the kernels that were compiled for it: what the runs of a sweep share. Each
 * asks for a {@link Backbone} over them.
 */
public final class BackboneWeights implements AutoCloseable {
    private final ModelConfig config;
    private final Precision precision;
    private final WeightFormat format;
    private final Scope scope;
    private final Map<DeltaSettings, Kernels> kernels;
    private final Optional<Quantisation> quantisation;
    private final Tensor embedding;
    private final Tensor positions;
    private final Optional<RestoredLinears> restored;
    private final List<List<Tensor>> layers = new ArrayList<>();
    private final List<Tensor> finalNorm;
    private final List<Turns> turns = new ArrayList<>();
    private final Tensor present;
    private final Tensor absent;

    /** The cosines and sines of every position, [positions, 1, rotated dimensions]; without elements if there are none. */
    record Turns(Tensor cos, Tensor sin) {}

    private BackboneWeights(
            ModelFolder folder,
            Scope scope,
            Precision precision,
            WeightFormat format,
            Optional<Quantisation> quantisation,
            Map<DeltaSettings, Kernels> kernels,
            DeltaSettings deltas) {
        this.config = folder.config();
        this.precision = precision;
        this.format = format;
        this.scope = scope;
        this.quantisation = quantisation;
        this.kernels = kernels;
        Kernels converting = kernels(deltas);
        this.absent = scope.absent();
        this.present = scope.zeros(1);
        FrozenWeights weights = new FrozenWeights(folder.checkpoint(), converting, precision, scope);
        Layout layout = config.layout();
        this.embedding = weights.stored(layout.embedding(), config.vocabSize(), config.hiddenSize());
        this.positions = layout.positions()
                .map(table -> weights.stored(table, config.maxPositions(), config.hiddenSize()))
                .orElse(absent);
        this.restored = quantisation
                .filter(few -> format.restored())
                .map(few -> new RestoredLinears(layout.linears(), few, converting, scope));
        Optional<QuantisedMatrices> matrices =
                quantisation.map(few -> new QuantisedMatrices(layout.linears(), weights, few, converting, scope));
        for (int layer = 0; layer < config.layers(); layer++) {
            layers.add(layerWeights(weights, matrices, layout.layer(layer) + "."));
        }
        matrices.ifPresent(QuantisedMatrices::close);
        this.finalNorm = new ArrayList<>();
        add(finalNorm, weights, "", layout.finalNorm());
        Map<Rotary, Turns> known = new HashMap<>();
        for (LayerKind kind : config.kinds()) {
            turns.add(kind.rotary()
                    .map(rotary -> known.computeIfAbsent(rotary, each -> turns(converting, each)))
                    .orElse(new Turns(absent, absent)));
        }
    }

    /**
     * Brings a model's weights to a device.
     *
     * @param format how the linear maps' weights are kept; all else is kept in full
     * @param deltas of the first backbone that will be asked for
     * @throws dev.bunrui.message.RequestException if a tensor is missing or misshapen, or of a size that the format
     *     cannot have
     */
    public static BackboneWeights load(
            ModelFolder folder, ComputeDevice device, Precision precision, WeightFormat format, DeltaSettings deltas) {
        requireSizes(folder.config(), format);
        Optional<Quantisation> quantisation =
                format == WeightFormat.FULL ? Optional.empty() : Optional.of(new Quantisation(format, device));
        Scope scope = Scope.open(device);
        Map<DeltaSettings, Kernels> kernels = new HashMap<>();
        try {
            return new BackboneWeights(folder, scope, precision, format, quantisation, kernels, deltas);
        } catch (RuntimeException refused) {
            close(scope, kernels, quantisation); // what of it was on the device already
            throw refused;
        }
    }

    private static void requireSizes(ModelConfig config, WeightFormat format) {
        for (Linear linear : config.layout().linears()) {
            if (format == WeightFormat.W8A8
                    && (linear.inputs() % WeightFormat.EIGHT != 0 || linear.outputs() % WeightFormat.EIGHT != 0)) {
                throw new RequestException(
                        ModelConfig.class, "w8a8.sizes", linear.path(), linear.outputs(), linear.inputs());
            }
        }
    }

    /** A backbone with deltas of its own over these weights; closing it leaves them as they are. */
    public Backbone with(DeltaSettings deltas) {
        return new Backbone(this, kernels(deltas), () -> {});
    }

    /** Compiled once for all that ask for the same. */
    Kernels kernels(DeltaSettings deltas) {
        return kernels.computeIfAbsent(
                deltas,
                each -> Kernels.compile(DecoderKernels.source(config, precision, format, each), scope.device()));
    }

    /** In the order that {@link DecoderKernels} counts them in. */
    private List<Tensor> layerWeights(FrozenWeights from, Optional<QuantisedMatrices> matrices, String layer) {
        List<Tensor> weights = new ArrayList<>();
        List<List<Tensor>> few = matrices.map(each -> each.layer(layer)).orElse(List.of());
        restored.ifPresent(linears -> linears.add(few));
        List<Linear> linears = config.layout().linears();
        for (int i = 0; i < linears.size(); i++) {
            Linear linear = linears.get(i);
            if (restored.isPresent()) {
                weights.add(restored.get().matrix(i));
            } else if (few.isEmpty()) {
                weights.add(from.weight(layer + linear.path() + ".weight", linear.weightShape()));
            } else {
                weights.addAll(few.get(i));
            }
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

    private Turns turns(Kernels with, Rotary rotary) {
        long[] all = IntStream.range(0, config.maxPositions()).asLongStream().toArray();
        List<Tensor> turns = with.call(
                scope,
                Use.PLAIN,
                "rotary",
                scope.floats(rotary.frequencies(), rotary.frequencies().length),
                scope.longs(all, all.length),
                scope.floats(new float[] {(float) rotary.scaling().magnitude()}, 1));
        return new Turns(turns.get(0), turns.get(1));
    }

    ModelConfig config() {
        return config;
    }

    Precision precision() {
        return precision;
    }

    ComputeDevice device() {
        return scope.device();
    }

    Tensor embedding() {
        return embedding;
    }

    Tensor positions() {
        return positions;
    }

    /** Where they are restored from few bits, those of the linear maps are there until another layer's are asked for. */
    List<Tensor> layer(int layer) {
        ready(layer);
        return layers.get(layer);
    }

    /** Sees to it that the backward pass over a layer finds the weights that were there when it was computed. */
    void ready(int layer) {
        restored.ifPresent(linears -> linears.bring(layer));
    }

    List<Tensor> finalNorm() {
        return finalNorm;
    }

    Turns turns(int layer) {
        return turns.get(layer);
    }

    /** How a kernel is told that something is there, or not. */
    Tensor flag(boolean there) {
        return there ? present : absent;
    }

    @Override
    public void close() {
        close(scope, kernels, quantisation);
    }

    private static void close(Scope scope, Map<DeltaSettings, Kernels> kernels, Optional<Quantisation> quantisation) {
        quantisation.ifPresent(Quantisation::close);
        scope.close();
        kernels.values().forEach(Kernels::close);
    }
}
