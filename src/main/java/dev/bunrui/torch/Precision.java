package dev.bunrui.torch;

import java.util.Locale;

/** The floating-point type that a network computes in; adapters, optimiser state and losses stay in fp32. */
public enum Precision {
    FP32(6),
    BF16(15);

    private final int scalarType;

    Precision(int scalarType) {
        this.scalarType = scalarType;
    }

    /** PyTorch's number of the type, as TorchScript sources spell it. */
    int scalarType() {
        return scalarType;
    }

    /** The name that people type: {@code fp32} or {@code bf16}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
