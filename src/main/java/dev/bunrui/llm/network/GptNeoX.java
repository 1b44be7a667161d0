package dev.bunrui.llm.network;

import dev.bunrui.llm.Activation;
import dev.bunrui.llm.GptNeoXConfig;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.KernelSource;
import dev.bunrui.torch.Kernels;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** GPT-NeoX (Black et al. 2022, arXiv:2204.06745) with sequential or parallel residual and full or partial rotary. */
public final class GptNeoX implements Backbone {
    private final GptNeoXConfig config;
    private final Precision precision;
    private final Scope scope;
    private final Kernels kernels;
    private final Tensor embedding;
    private final List<List<Tensor>> layers = new ArrayList<>();
    private final List<Tensor> finalNorm;
    private final Tensor cos;
    private final Tensor sin;
    private final Tensor drop;
    private final Tensor keep;

    private GptNeoX(
            GptNeoXConfig config, ModelFolder folder, ComputeDevice device, Precision precision, DeltaSettings deltas) {
        this.config = config;
        this.precision = precision;
        this.kernels =
                Kernels.compile(KernelSource.of(values(config, precision, deltas), "network", "gpt-neox"), device);
        this.scope = Scope.open(device);
        FrozenWeights weights = new FrozenWeights(folder.checkpoint(), kernels, scope);
        int hidden = config.hiddenSize();
        this.embedding = weights.stored("gpt_neox.embed_in.weight", config.vocabSize(), hidden);
        for (int layer = 0; layer < config.layers(); layer++) {
            layers.add(layerWeights(weights, layerName(layer)));
        }
        this.finalNorm = List.of(
                weights.weight("gpt_neox.final_layer_norm.weight", hidden),
                weights.weight("gpt_neox.final_layer_norm.bias", hidden));
        List<Tensor> turns = kernels.call(
                scope, Use.PLAIN, "rotary", scope.floats(wavelengths(), config.rotarySize() / 2), positions());
        this.cos = turns.get(0);
        this.sin = turns.get(1);
        this.keep = scope.absent();
        this.drop = scope.zeros(1);
    }

    /**
     * Brings the weights of a GPT-NeoX model to a device.
     *
     * @throws dev.bunrui.message.RequestException if a tensor is missing or misshapen
     */
    public static GptNeoX load(
            GptNeoXConfig config, ModelFolder folder, ComputeDevice device, Precision precision, DeltaSettings deltas) {
        return new GptNeoX(config, folder, device, precision, deltas);
    }

    private List<Tensor> layerWeights(FrozenWeights from, String name) {
        int hidden = config.hiddenSize();
        int wide = config.intermediateSize();
        boolean bias = config.attentionBias();
        return List.of(
                from.weight(name + ".input_layernorm.weight", hidden),
                from.weight(name + ".input_layernorm.bias", hidden),
                from.weight(name + ".attention.query_key_value.weight", 3L * hidden, hidden),
                bias ? from.weight(name + ".attention.query_key_value.bias", 3L * hidden) : from.zeros(3L * hidden),
                from.weight(name + ".attention.dense.weight", hidden, hidden),
                bias ? from.weight(name + ".attention.dense.bias", hidden) : from.zeros(hidden),
                from.weight(name + ".post_attention_layernorm.weight", hidden),
                from.weight(name + ".post_attention_layernorm.bias", hidden),
                from.weight(name + ".mlp.dense_h_to_4h.weight", wide, hidden),
                from.weight(name + ".mlp.dense_h_to_4h.bias", wide),
                from.weight(name + ".mlp.dense_4h_to_h.weight", hidden, wide),
                from.weight(name + ".mlp.dense_4h_to_h.bias", hidden));
    }

    private float[] wavelengths() {
        float[] inverse = new float[config.rotarySize() / 2];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = (float) (1 / Math.pow(config.rotaryBase(), 2.0 * i / config.rotarySize()));
        }
        return inverse;
    }

    private Tensor positions() {
        long[] positions = new long[config.maxPositions()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = i;
        }
        return scope.longs(positions, positions.length);
    }

    private static Map<String, String> values(GptNeoXConfig config, Precision precision, DeltaSettings deltas) {
        Map<String, String> values = new HashMap<>(precision.kernelValues());
        double kept = 1 - deltas.dropout();
        values.put("scaling", Double.toString(deltas.scaling()));
        values.put("scaling_kept", Double.toString(deltas.scaling() / kept));
        values.put("keep", Double.toString(kept));
        values.put("hidden", Integer.toString(config.hiddenSize()));
        values.put("twice_hidden", Integer.toString(2 * config.hiddenSize()));
        values.put("heads", Integer.toString(config.heads()));
        values.put("head", Integer.toString(config.headSize()));
        values.put("rotary", Integer.toString(config.rotarySize()));
        values.put("half", Integer.toString(config.rotarySize() / 2));
        values.put("partial", config.rotarySize() < config.headSize() ? "True" : "False");
        values.put("parallel", config.parallelResidual() ? "True" : "False");
        values.put("eps", Double.toString(config.layerNormEps()));
        values.put("activation", activation(config.hiddenActivation()));
        return values;
    }

    private static String activation(Activation activation) {
        String input = "(self).project(n, w[8], w[9], a[4], a[5], drop, )";
        return switch (activation) {
            case GELU -> "torch.gelu(" + input + ")";
            case GELU_TANH -> "torch.gelu(" + input + ", approximate=\"tanh\")";
            case RELU -> "torch.relu(" + input + ")";
            case SILU -> "torch.silu(" + input + ")";
        };
    }

    @Override
    public GptNeoXConfig config() {
        return config;
    }

    @Override
    public ComputeDevice device() {
        return scope.device();
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public List<Projection> projections() {
        return Projection.of(config);
    }

    @Override
    public String layerName(int layer) {
        return "gpt_neox.layers." + layer;
    }

    @Override
    public Tensor embed(Scope into, Batch batch) {
        return kernels.one(into, Use.PLAIN, "embed", embedding, batch.ids());
    }

    @Override
    public Tensor layer(Scope into, Use use, int layer, Tensor states, List<Tensor> deltas, boolean dropout) {
        return kernels.one(into, use, "layer", states, cos, sin, layers.get(layer), deltas, dropout ? drop : keep);
    }

    @Override
    public Tensor last(Scope into, Use use, Tensor states, Batch batch, List<Tensor> deltas, boolean dropout) {
        List<Tensor> weights = layers.get(layers.size() - 1);
        return kernels.one(
                into,
                use,
                "last_layer",
                states,
                batch.last(),
                cos,
                sin,
                weights,
                deltas,
                dropout ? drop : keep,
                finalNorm);
    }

    @Override
    public void close() {
        scope.close();
        kernels.close();
    }
}
