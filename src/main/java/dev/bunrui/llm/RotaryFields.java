package dev.bunrui.llm;

import dev.bunrui.message.RequestException;

/** Reads rotary embedding out of {@code rope_parameters}, {@code rope_scaling} or a configuration's flat fields. */
final class RotaryFields {
    private RotaryFields() {}

    /**
     * The rotary embedding that {@code rope} describes.
     *
     * @param headSize dimensions of a head, of which {@code partial_rotary_factor} are turned
     * @param base where {@code rope} does not name one
     * @param maxPositions of the configuration
     */
    static Rotary read(JsonFile rope, int headSize, double base, double fraction, int maxPositions) {
        double share = rope.number("partial_rotary_factor", fraction);
        if (!(share > 0 && share <= 1)) {
            throw rope.refusal("partial_rotary_factor", "fraction");
        }
        return new Rotary((int) (headSize * share), rope.number("rope_theta", base), scaling(rope, maxPositions));
    }

    private static RotaryScaling scaling(JsonFile rope, int maxPositions) {
        String type = rope.text("rope_type", rope.text("type", "default"));
        return switch (type) {
            case "default", "dynamic" -> new RotaryScaling.None();
            case "linear" -> new RotaryScaling.Linear(factor(rope));
            case "llama3" ->
                new RotaryScaling.Llama3(
                        factor(rope),
                        rope.number("low_freq_factor", 1),
                        rope.number("high_freq_factor", 4),
                        rope.count("original_max_position_embeddings", maxPositions));
            case "yarn" -> yarn(rope, maxPositions);
            default -> throw new RequestException(ModelConfig.class, "config.rope", rope.file(), type);
        };
    }

    private static RotaryScaling yarn(JsonFile rope, int maxPositions) {
        int original = rope.count("original_max_position_embeddings", maxPositions);
        double factor = rope.has("factor") ? factor(rope) : (double) maxPositions / original;
        double scale = rope.number("mscale", 0);
        double allDimensions = rope.number("mscale_all_dim", 0);
        double magnitude = scale != 0 && allDimensions != 0
                ? magnitude(factor, scale) / magnitude(factor, allDimensions)
                : magnitude(factor, 1);
        return new RotaryScaling.Yarn(
                factor,
                rope.number("beta_fast", 32),
                rope.number("beta_slow", 1),
                original,
                rope.number("attention_factor", magnitude),
                rope.flag("truncate", true));
    }

    private static double magnitude(double factor, double scale) {
        return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
    }

    private static double factor(JsonFile rope) {
        double factor = rope.number("factor", 0);
        if (!(factor >= 1)) {
            throw rope.refusal("factor", "factor");
        }
        return factor;
    }
}
