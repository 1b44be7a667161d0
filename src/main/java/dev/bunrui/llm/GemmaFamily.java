package dev.bunrui.llm;

import dev.bunrui.llm.GatedLayout.Biases;
import dev.bunrui.llm.ModelConfig.Residual;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Gemma 2 (arXiv:2408.00118) and the text networks of Gemma 3 (arXiv:2503.19786): scaled embeddings, norms on both sides
 * of each block, sliding windows, soft caps in the one and normalised queries and keys in the other.
 */
final class GemmaFamily {
    private GemmaFamily() {}

    static ModelConfig gemma2(ConfigFile config) {
        JsonFile json = config.json();
        Rotary rotary = RotaryFields.read(
                config.rope(), headSize(json), json.number("rope_theta", 10000), 1, positions(json, 8192));
        List<LayerKind> kinds = WindowFields.byType(json, layers(json), layer -> layer % 2 == 0).stream()
                .map(window -> new LayerKind(window, Optional.of(rotary)))
                .toList();
        return build(config, "gemma2", 256000, positions(json, 8192), softCap(json, 50), kinds, false);
    }

    static ModelConfig gemma3(ConfigFile config) {
        JsonFile json = config.json();
        config.mustBe("use_bidirectional_attention", false);
        JsonFile nested = json.inside("rope_parameters");
        int positions = positions(json, 131072);
        // Transformers 4 has two flat bases, and its scaling is the far-sighted layers' alone.
        JsonFile far = json.has("rope_scaling") ? json.inside("rope_scaling") : nested.inside("full_attention");
        Rotary full = RotaryFields.read(far, headSize(json), json.number("rope_theta", 1_000_000), 1, positions);
        Rotary near = RotaryFields.read(
                nested.inside("sliding_attention"),
                headSize(json),
                json.number("rope_local_base_freq", 10000),
                1,
                positions);
        int pattern = json.count("sliding_window_pattern", json.count("_sliding_window_pattern", 6));
        List<LayerKind> kinds = WindowFields.byType(json, layers(json), layer -> (layer + 1) % pattern != 0).stream()
                .map(window -> new LayerKind(window, Optional.of(window.isPresent() ? near : full)))
                .toList();
        return build(config, "gemma3_text", 262208, positions, softCap(json, 0), kinds, true);
    }

    private static ModelConfig build(
            ConfigFile config,
            String family,
            int vocabulary,
            int positions,
            OptionalDouble softCap,
            List<LayerKind> kinds,
            boolean headNorms) {
        JsonFile json = config.json();
        int hidden = json.count("hidden_size", 2304);
        int heads = json.count("num_attention_heads", 8);
        Attention attention = new Attention(
                heads,
                config.keyValueHeads(heads, json.mentions("num_key_value_heads") ? heads : 4),
                headSize(json),
                1 / Math.sqrt(json.number("query_pre_attn_scalar", 256)),
                softCap,
                Attention.Fusion.NONE);
        boolean bias = json.flag("attention_bias", false);
        GatedLayout layout = new GatedLayout(
                        hidden, json.count("intermediate_size", 9216), attention, new Biases(bias, bias, false))
                .norm(Norm.Role.ATTENTION_OUTPUT, "post_attention_layernorm")
                .norm(Norm.Role.FEED_FORWARD_INPUT, "pre_feedforward_layernorm")
                .norm(Norm.Role.FEED_FORWARD_OUTPUT, "post_feedforward_layernorm");
        if (headNorms) {
            layout.headNorms(attention.headSize());
        }
        return new ModelConfig(
                family,
                json.count("vocab_size", vocabulary),
                hidden,
                positions,
                json.tokenId("pad_token_id", OptionalInt.of(0)),
                json.tokenId("eos_token_id", OptionalInt.of(1)),
                config.weightType(),
                attention,
                config.activation("hidden_activation", "gelu_pytorch_tanh"),
                Residual.SANDWICHED,
                json.number("rms_norm_eps", 1e-6),
                Math.sqrt(hidden),
                kinds,
                layout.build(Norm.Kind.ROOT_MEAN_SQUARE_OFFSET),
                List.of("q_proj", "v_proj"));
    }

    private static OptionalDouble softCap(JsonFile json, double otherwise) {
        boolean none = json.mentions("attn_logit_softcapping") && !json.has("attn_logit_softcapping");
        double cap = none ? 0 : json.number("attn_logit_softcapping", otherwise);
        return cap > 0 ? OptionalDouble.of(cap) : OptionalDouble.empty();
    }

    private static int headSize(JsonFile json) {
        return json.count("head_dim", 256);
    }

    private static int layers(JsonFile json) {
        return json.count("num_hidden_layers", 26);
    }

    private static int positions(JsonFile json, int otherwise) {
        return json.count("max_position_embeddings", otherwise);
    }
}
