package dev.bunrui.llm.network;

import dev.bunrui.llm.Activation;
import dev.bunrui.llm.Attention;
import dev.bunrui.llm.Layout;
import dev.bunrui.llm.Linear;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.ModelConfig.Residual;
import dev.bunrui.llm.Norm;
import dev.bunrui.torch.KernelSource;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Quantisation;
import dev.bunrui.torch.WeightFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Puts a decoder's kernels together: the parts that its configuration calls for, and in them, in place of each module's
 * name, the weights that {@link Backbone} hands over at that place of its list.
 */
final class DecoderKernels {
    /**
     * Numbers that enter a product in few bits at once, or leave it: beside what comes of it, only so many are in memory in
     * fp32. A processor likes as many as its cache has room for (measured), a card large ones.
     */
    private static final int PRODUCT_PART = 1 << 21;

    private static final int PRODUCT_PART_ON_A_CARD = 1 << 24;

    private final ModelConfig config;
    private final Map<String, String> values;
    private final WeightFormat format;
    private int weights;

    private DecoderKernels(ModelConfig config, Precision precision, WeightFormat format, DeltaSettings deltas) {
        this.config = config;
        this.format = format;
        this.values = new HashMap<>(precision.kernelValues());
        double kept = 1 - deltas.dropout();
        values.put("scaling", Double.toString(deltas.scaling()));
        values.put("scaling_kept", Double.toString(deltas.scaling() / kept));
        values.put("keep", Double.toString(kept));
        values.put("hidden", Integer.toString(config.hiddenSize()));
        values.put("product_part", Integer.toString(PRODUCT_PART));
        values.put("product_part_on_a_card", Integer.toString(PRODUCT_PART_ON_A_CARD));
        values.put("least", Quantisation.LEAST);
        values.put("eps", Double.toString(config.normEps()));
        values.put("activation", activation(config.activation()));
        values.put("parallel", flag(config.residual() == Residual.PARALLEL));
        values.put("scaled", flag(config.embeddingScale() != 1));
        values.put("embedding_scale", Double.toString(scale(config.embeddingScale(), precision)));
        values.put("window", Integer.toString(window()));
        attention(config.attention());
        rotary();
    }

    static String source(ModelConfig config, Precision precision, WeightFormat format, DeltaSettings deltas) {
        DecoderKernels kernels = new DecoderKernels(config, precision, format, deltas);
        kernels.modules();
        return KernelSource.of(kernels.values, kernels.parts().toArray(String[]::new));
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>(List.of("network", "decoder"));
        Attention attention = config.attention();
        parts.add(
                switch (config.layout().normKind()) {
                    case LAYER -> "layer-norm";
                    case ROOT_MEAN_SQUARE -> "rms-norm";
                    case ROOT_MEAN_SQUARE_OFFSET -> "rms-norm-offset";
                });
        parts.add(config.kinds().get(0).rotary().isPresent() ? "rotary" : "learned-positions");
        switch (attention.fusion()) {
            case NONE -> parts.add(config.layout().norm(Norm.Role.QUERY).isPresent() ? "split-normed" : "split");
            case BY_HEAD -> parts.addAll(List.of("fused", "fused-by-head"));
            case BY_KIND -> parts.addAll(List.of("fused", "fused-by-kind"));
        }
        parts.add(attention.softCap().isPresent() ? "soft-capped-attention" : "attention");
        parts.add(config.layout().linear(Linear.Role.GATE).isPresent() ? "gated-feed-forward" : "feed-forward");
        parts.add(config.residual() == Residual.SANDWICHED ? "sandwiched" : "residual");
        parts.add(format == WeightFormat.W8A8 ? "int8-products" : "full-products");
        return parts;
    }

    /** Names the weights of each module, and its delta's factors, by their places in the lists of a call. */
    private void modules() {
        Layout layout = config.layout();
        int deltas = 0;
        for (Linear linear : layout.linears()) {
            boolean few = format == WeightFormat.W8A8;
            String weight = next();
            String steps = few ? next() : "None";
            String bias = linear.bias() ? next() : "None";
            String oriented = linear.transposed() && !few ? "torch.t(" + weight + ")" : weight;
            String name = name(linear.role());
            values.put(name, oriented + ", " + steps + ", " + bias + ", a[" + deltas + "], a[" + (deltas + 1) + "]");
            if (linear.role() == Linear.Role.QUERY_KEY_VALUE) {
                values.put("fused_weight", oriented);
                values.put("fused_query_steps", few ? "(self).query_rows(" + steps + ", )" : steps);
                values.put("fused_other_steps", few ? "(self).other_rows(" + steps + ", )" : steps);
                values.put("fused_biased", flag(linear.bias()));
                values.put("fused_bias", linear.bias() ? bias : weight);
                values.put("fused_down", "a[" + deltas + "]");
                values.put("fused_up", "a[" + (deltas + 1) + "]");
            }
            deltas += 2;
        }
        for (Norm norm : layout.norms()) {
            values.put(name(norm.role()) + "_norm", layout.normKind().biased() ? next() + ", " + next() : next());
        }
        values.put("final_norm", layout.normKind().biased() ? "final[0], final[1]" : "final[0]");
    }

    private String next() {
        return "w[" + weights++ + "]";
    }

    private void attention(Attention attention) {
        values.put("heads", Integer.toString(attention.heads()));
        values.put("key_heads", Integer.toString(attention.keyValueHeads()));
        values.put("sharing", Integer.toString(attention.heads() / attention.keyValueHeads()));
        values.put("grouped", flag(attention.heads() != attention.keyValueHeads()));
        values.put("head", Integer.toString(attention.headSize()));
        values.put("query_size", Integer.toString(attention.querySize()));
        values.put("twice_query_size", Integer.toString(2 * attention.querySize()));
        values.put("score_scale", Double.toString(attention.scale()));
        attention.softCap().ifPresent(cap -> values.put("soft_cap", Double.toString(cap)));
    }

    private void rotary() {
        config.kinds().get(0).rotary().ifPresent(rotary -> {
            values.put("rotary", Integer.toString(rotary.size()));
            values.put("half", Integer.toString(rotary.size() / 2));
            values.put("partial", flag(rotary.size() < config.attention().headSize()));
        });
    }

    /** The window of those layers that have one: no family has two sizes. */
    private int window() {
        return config.kinds().stream()
                .map(kind -> kind.window())
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .findFirst()
                .orElse(0);
    }

    /** Transformers multiplies by the scale as the computed type has it. */
    private static double scale(double exact, Precision precision) {
        float single = (float) exact;
        if (precision == Precision.FP32) {
            return single;
        }
        int bits = Float.floatToIntBits(single);
        int even = (bits >> 16) & 1;
        return Float.intBitsToFloat((bits + 0x7fff + even) & 0xffff0000);
    }

    private static String activation(Activation activation) {
        return switch (activation) {
            case GELU -> "torch.gelu(u)";
            case GELU_TANH -> "torch.gelu(u, approximate=\"tanh\")";
            case RELU -> "torch.relu(u)";
            case SILU -> "torch.silu(u)";
        };
    }

    private static String name(Enum<?> role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String flag(boolean value) {
        return value ? "True" : "False";
    }
}
