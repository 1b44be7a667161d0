package dev.bunrui.torch;

import dev.bunrui.message.RequestException;
import java.util.Arrays;
import java.util.Locale;

/** How the weights of a frozen network's linear maps are kept between their uses; they are computed with in {@link Precision}. */
public enum WeightFormat {
    /** In the type that is computed in. */
    FULL {
        @Override
        public long bytes(long outputs, long inputs, Precision precision) {
            return outputs * inputs * precision.bytes();
        }
    },
    /** Whole numbers from −127 to 127, by a scale of each output's own: {@code w ≈ code · max|w| / 127}. */
    INT8 {
        @Override
        public long bytes(long outputs, long inputs, Precision precision) {
            return outputs * inputs + outputs * Float.BYTES;
        }
    },
    /**
     * 4-bit NormalFloat with double quantisation (QLoRA, Dettmers et al. 2023, arXiv:2305.14314), as bitsandbytes keeps it:
     * see {@link NormalFloat4}.
     */
    NF4 {
        @Override
        public long bytes(long outputs, long inputs, Precision precision) {
            long blocks = shares(outputs * inputs, NormalFloat4.BLOCK);
            return blocks * NormalFloat4.BLOCK / 2 + blocks + shares(blocks, NormalFloat4.GROUP) * Float.BYTES;
        }
    };

    /** What a matrix [outputs, inputs] takes. */
    public abstract long bytes(long outputs, long inputs, Precision precision);

    private static long shares(long whole, long size) {
        return (whole + size - 1) / size;
    }

    /**
     * Reads {@code full}, {@code int8} or {@code nf4}.
     *
     * @throws RequestException if the text is none of these
     */
    public static WeightFormat of(String option) {
        return Arrays.stream(values())
                .filter(format -> format.option().equals(option))
                .findFirst()
                .orElseThrow(() -> new RequestException(WeightFormat.class, "weights.unknown", option));
    }

    /** The name that people type: {@code full}, {@code int8} or {@code nf4}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
