package dev.bunrui.torch;

import dev.bunrui.message.RequestException;
import java.util.Arrays;
import java.util.Locale;

/** How the weights of a frozen network's linear maps are kept, and what they are multiplied as. */
public enum WeightFormat {
    /** In the type that is computed in, {@link Precision}. */
    FULL {
        @Override
        public long bytes(long outputs, long inputs, Precision precision) {
            return outputs * inputs * precision.bytes();
        }
    },
    /**
     * Whole numbers from −127 to 127, by a scale of each output's own: {@code w ≈ code · max|w| / 127}; brought back before
     * use.
     */
    INT8 {
        @Override
        public long bytes(long outputs, long inputs, Precision precision) {
            return outputs * inputs + outputs * Float.BYTES;
        }
    },
    /**
     * 4-bit NormalFloat with double quantisation (QLoRA, Dettmers et al. 2023, arXiv:2305.14314), as bitsandbytes keeps it:
     * see {@link NormalFloat4}; brought back before use.
     */
    NF4 {
        @Override
        public long bytes(long outputs, long inputs, Precision precision) {
            long blocks = shares(outputs * inputs, NormalFloat4.BLOCK);
            return blocks * NormalFloat4.BLOCK / 2 + blocks + shares(blocks, NormalFloat4.GROUP) * Float.BYTES;
        }
    },
    /**
     * As {@link #INT8}, and multiplied as they are, with inputs in 8 bits too, by a scale of each token's own; so is the
     * gradient on its way back. As SwitchBack does (Wortsman et al. 2023, arXiv:2304.13013), whose third product, in full,
     * a frozen weight has no use for. Sizes must be multiples of {@link #EIGHT}, which cards ask for.
     */
    W8A8 {
        @Override
        public long bytes(long outputs, long inputs, Precision precision) {
            return INT8.bytes(outputs, inputs, precision);
        }
    };

    /** What the sizes of a matrix are multiples of that a card can multiply in 8 bits. */
    public static final int EIGHT = 8;

    /** What a matrix [outputs, inputs] takes. */
    public abstract long bytes(long outputs, long inputs, Precision precision);

    /** Whether a layer's weights are brought back into the type that is computed in before they are used. */
    public boolean restored() {
        return this == INT8 || this == NF4;
    }

    private static long shares(long whole, long size) {
        return (whole + size - 1) / size;
    }

    /**
     * Reads {@code full}, {@code int8}, {@code nf4} or {@code w8a8}.
     *
     * @throws RequestException if the text is none of these
     */
    public static WeightFormat of(String option) {
        return Arrays.stream(values())
                .filter(format -> format.option().equals(option))
                .findFirst()
                .orElseThrow(() -> new RequestException(WeightFormat.class, "weights.unknown", option));
    }

    /** The name that people type: {@code full}, {@code int8}, {@code nf4} or {@code w8a8}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
