package dev.bunrui.llm;

import java.util.Optional;

/** The function between a feed-forward block's two projections, x being one number. */
public enum Activation {
    /** x Φ(x) with the normal distribution's exact Φ (Hendrycks and Gimpel 2016). */
    GELU,
    /** The same paper's approximation: x / 2 · (1 + tanh(√(2/π) (x + 0.044715 x³))). */
    GELU_TANH,
    /** max(x, 0). */
    RELU,
    /** x / (1 + e⁻ˣ). */
    SILU;

    /** The function with a name of {@code hidden_act}. */
    static Optional<Activation> ofTransformers(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "gelu", "gelu_python" -> GELU;
                    case "gelu_new", "gelu_fast", "gelu_pytorch_tanh", "gelu_python_tanh" -> GELU_TANH;
                    case "relu" -> RELU;
                    case "silu", "swish" -> SILU;
                    default -> null;
                });
    }
}
