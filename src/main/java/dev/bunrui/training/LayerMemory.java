package dev.bunrui.training;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.Attention;
import dev.bunrui.llm.Linear;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.ModelConfig.Residual;
import dev.bunrui.llm.Norm;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.torch.Precision;

/**
 * The bytes that one layer takes for a micro-batch, told by what autograd saves of each of its operations. The frozen
 * projections save nothing of what they read; a delta saves it, and dropout's mask.
 *
 * @param kept what stays until the backward pass has gone through the layer
 * @param last the same of the last layer, which computes keys and values for every token and the rest for one
 * @param work the most that lives beside it while the layer is computed forward or backward
 * @param state its input
 */
public record LayerMemory(long kept, long last, long work, long state) {
    /**
     * Of the processor's allocator: blocks from so many bytes on are mapped each by itself and given back whole.
     * The documentation of glibc's {@code mallopt} calls it {@code DEFAULT_MMAP_THRESHOLD_MAX}.
     */
    private static final long MAPPED = 32L << 20;

    /** How much more than they hold smaller blocks take up among each other (measured). */
    private static final double SCATTERED = 1.75;

    /** What a layer takes for so many tokens, fillers included, of texts of at most {@code longest} tokens. */
    public static LayerMemory of(
            ModelConfig model, LoraSettings lora, Precision precision, boolean cuda, int tokens, int longest) {
        Tally kept = new Tally(model, lora, precision, cuda, tokens);
        kept.norms();
        kept.attention(longest);
        kept.deltas();
        kept.feedForward();
        Tally last = new Tally(model, lora, precision, cuda, tokens);
        last.norm(model.hiddenSize());
        last.keysAndValues();
        last.deltaInputs();
        Tally work = new Tally(model, lora, precision, cuda, tokens);
        work.passing(longest);
        Tally state = new Tally(model, lora, precision, cuda, tokens);
        state.tensor(model.hiddenSize());
        return new LayerMemory(kept.bytes, last.bytes, work.bytes, state.bytes);
    }

    private static final class Tally {
        private final ModelConfig model;
        private final LoraSettings lora;
        private final boolean cuda;
        private final long tokens;
        private final int size;
        private long bytes;

        Tally(ModelConfig model, LoraSettings lora, Precision precision, boolean cuda, int tokens) {
            this.model = model;
            this.lora = lora.of(model);
            this.cuda = cuda;
            this.tokens = tokens;
            this.size = precision == Precision.BF16 ? 2 : 4;
        }

        /** A tensor of so many numbers a token. */
        void tensor(long width) {
            block(width, size);
        }

        private void block(long width, int each) {
            long exact = tokens * width * each;
            bytes += cuda || exact >= MAPPED ? exact : Math.round(exact * SCATTERED);
        }

        void norm(int width) {
            // The root mean square is taken in fp32, of a copy where that is another type.
            block(width, model.layout().normKind() == Norm.Kind.LAYER ? size : Float.BYTES);
        }

        void norms() {
            boolean oneInput = model.residual() == Residual.PARALLEL;
            for (Norm norm : model.layout().norms()) {
                switch (norm.role()) {
                    case QUERY -> norm(model.attention().querySize());
                    case KEY -> norm(model.attention().keySize());
                    case FEED_FORWARD_INPUT -> {
                        if (!oneInput) {
                            norm(norm.size());
                        }
                    }
                    default -> norm(norm.size());
                }
            }
        }

        void attention(int longest) {
            Attention attention = model.attention();
            int queries = attention.querySize();
            boolean turned = model.kinds().get(0).rotary().isPresent();
            if (attention.fusion() == Attention.Fusion.NONE) {
                tensor(queries);
                // Heads that share keys and values read copies of them.
                tensor(queries);
                tensor(queries);
            } else {
                tensor(3L * queries);
                if (turned) {
                    tensor(2L * queries);
                }
            }
            tensor(queries);
            if (attention.softCap().isPresent()) {
                tensor((long) attention.heads() * longest);
                block((long) attention.heads() * longest, Float.BYTES);
                tensor((long) attention.heads() * longest);
            }
        }

        void keysAndValues() {
            tensor(3L * model.attention().keySize());
        }

        void deltas() {
            for (Linear linear : model.layout().linears()) {
                if (lora.targets(Projection.of(linear))) {
                    delta(linear);
                }
            }
        }

        /** Of those that read what the layer's first norm gives. */
        void deltaInputs() {
            for (Linear linear : model.layout().linears()) {
                boolean reads = switch (linear.role()) {
                    case QUERY_KEY_VALUE, KEY, VALUE -> true;
                    default -> false;
                };
                if (reads && lora.targets(Projection.of(linear))) {
                    delta(linear);
                }
            }
        }

        private void delta(Linear linear) {
            tensor(linear.inputs());
            if (lora.dropout() > 0) {
                tensor(linear.inputs()); // the mask
            }
            tensor(lora.rank());
        }

        private int wide() {
            return model.layout().linear(Linear.Role.DOWN).orElseThrow().inputs();
        }

        private boolean gated() {
            return model.layout().linear(Linear.Role.GATE).isPresent();
        }

        void feedForward() {
            for (int i = 0; i < (gated() ? 3 : 1); i++) {
                tensor(wide());
            }
        }

        void passing(int longest) {
            for (int i = 0; i < (gated() ? 3 : 2); i++) {
                tensor(wide());
            }
            for (int i = 0; i < 4; i++) {
                tensor(model.hiddenSize());
            }
            if (model.attention().softCap().isPresent()) {
                block(3L * model.attention().heads() * longest, Float.BYTES);
            }
        }
    }
}
