package dev.bunrui.training;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.Attention;
import dev.bunrui.llm.Linear;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.ModelConfig.Residual;
import dev.bunrui.llm.Norm;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.torch.Precision;

/** The bytes that a layer takes for one token: what {@link LayerMemory} adds up, tensor by tensor. */
final class LayerTally {
    private final ModelConfig model;
    private final LoraSettings lora;
    private final Attention attention;
    private final int longest;
    private final long size;
    private final long hidden;
    private final long wide;
    private final boolean gated;

    /** {@code lora} names its targets; {@code longest}: tokens of the longest text. */
    LayerTally(ModelConfig model, LoraSettings lora, Precision precision, int longest) {
        this.model = model;
        this.lora = lora;
        this.attention = model.attention();
        this.longest = longest;
        this.size = precision.bytes();
        this.hidden = size * model.hiddenSize();
        this.wide = size * model.layout().linear(Linear.Role.DOWN).orElseThrow().inputs();
        this.gated = model.layout().linear(Linear.Role.GATE).isPresent();
    }

    long state() {
        return hidden;
    }

    long kept() {
        return hidden + norms() + heads() + scores() + deltas() + fed();
    }

    /** No gradient crosses its input: dropout's mask is let go, and beside attention the feed-forward block is. */
    long first() {
        long mask = lora.dropout() > 0 ? size * readers() * model.hiddenSize() : 0;
        return kept() - mask - (model.residual() == Residual.PARALLEL ? fed() : 0);
    }

    /** Its input, what the norm gives, and the deltas' of keys and values; those themselves once more where added to. */
    long last() {
        long sums = readers() > 0 ? 3 : 1;
        return 2 * hidden + inputDeltas() + sums * 2 * size * attention.keySize();
    }

    /** The gradient that comes in and what the layer gave; and the widest of the gradients within. */
    long work() {
        long feeding = (gated ? 3 : 2) * wide;
        return 2 * hidden + Math.max(feeding, scoring());
    }

    /** Beside its input: the projections with their deltas, or the feed-forward block. */
    long read() {
        long sums = readers() > 0 ? 3 : 1;
        long projected = hidden + sums * size * (attention.querySize() + 2L * attention.keySize());
        long feeding = hidden + (gated ? 3 : 2) * wide;
        return hidden + Math.max(Math.max(projected, feeding), hidden + scores() + scoring());
    }

    /** Root mean squares are taken in fp32, of a copy where that is another type. */
    private long norm(long numbers, boolean input) {
        boolean layer = model.layout().normKind() == Norm.Kind.LAYER;
        if (layer || size == Float.BYTES) {
            return input ? 0 : size * numbers;
        }
        return Float.BYTES * numbers;
    }

    private long norms() {
        boolean oneInput = model.residual() == Residual.PARALLEL;
        long sum = 0;
        for (Norm norm : model.layout().norms()) {
            sum += switch (norm.role()) {
                case QUERY -> norm(attention.querySize(), false);
                case KEY -> norm(attention.keySize(), false);
                case ATTENTION_INPUT -> norm(norm.size(), true);
                case FEED_FORWARD_INPUT -> norm(norm.size(), oneInput);
                default -> norm(norm.size(), false);
            };
        }
        return sum;
    }

    /** Queries, keys, values and what comes of them; heads that share keys and values read copies. */
    private long heads() {
        long queries = size * attention.querySize();
        boolean turned = model.kinds().get(0).rotary().isPresent();
        boolean fused = attention.fusion() != Attention.Fusion.NONE;
        // Values are a part of what a fused projection gives, all of which stays.
        return (fused && turned ? 6 : 4) * queries + (long) attention.heads() * Float.BYTES;
    }

    /** Where scores are capped, what the cap gives stays, and the shares: in fp32, and once more in another type. */
    private long scores() {
        return attention.softCap().isPresent() ? 2 * Float.BYTES * scored() : 0;
    }

    /** Three such in fp32 beside them while they are computed. */
    private long scoring() {
        return attention.softCap().isPresent() ? 3 * Float.BYTES * scored() : 0;
    }

    private long scored() {
        return (long) attention.heads() * longest;
    }

    private long deltas() {
        return model.layout().linears().stream().mapToLong(this::delta).sum();
    }

    private long inputDeltas() {
        return model.layout().linears().stream()
                .filter(LayerTally::readsInput)
                .mapToLong(this::delta)
                .sum();
    }

    /** How many deltas read what the layer's first norm gives. */
    private long readers() {
        return model.layout().linears().stream()
                .filter(linear -> readsInput(linear) && lora.targets(Projection.of(linear)))
                .count();
    }

    private static boolean readsInput(Linear linear) {
        return switch (linear.role()) {
            case QUERY_KEY_VALUE, QUERY, KEY, VALUE -> true;
            default -> false;
        };
    }

    private long delta(Linear linear) {
        if (!lora.targets(Projection.of(linear))) {
            return 0;
        }
        return size * ((lora.dropout() > 0 ? 2L : 1L) * linear.inputs() + lora.rank());
    }

    /** What the activation reads; in a gated block also what it gives and what that is multiplied by. */
    private long fed() {
        return (gated ? 3 : 1) * wide;
    }
}
