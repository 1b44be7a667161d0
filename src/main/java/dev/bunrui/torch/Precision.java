package dev.bunrui.torch;

import dev.bunrui.message.RequestException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The floating-point type that a network computes in; adapters, optimiser state and losses stay in fp32. */
public enum Precision {
    FP32(6),
    BF16(15);

    private final int scalarType;

    Precision(int scalarType) {
        this.scalarType = scalarType;
    }

    /**
     * Reads {@code auto}, {@code fp32} or {@code bf16}; {@code auto} is what suits the device best.
     *
     * @throws RequestException if the text is none of these
     */
    public static Precision of(String option, ComputeDevice device) {
        if (option.equals("auto")) {
            return Torch.bestPrecision(device);
        }
        return Arrays.stream(values())
                .filter(precision -> precision.option().equals(option))
                .findFirst()
                .orElseThrow(() -> new RequestException(Precision.class, "precision.unknown", option));
    }

    /** What kernel sources need to know of the type: PyTorch's number of it. */
    public Map<String, String> kernelValues() {
        return Map.of("type", Integer.toString(scalarType));
    }

    /** What one number takes. */
    public int bytes() {
        return this == BF16 ? Short.BYTES : Float.BYTES;
    }

    /** The name that people type: {@code fp32} or {@code bf16}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
