package dev.bunrui.llm;

import dev.bunrui.llm.ModelConfig.Residual;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** GPT-NeoX (Black et al. 2022, arXiv:2204.06745), with sequential or parallel residual and full or partial rotary. */
final class GptNeoXFamily {
    private GptNeoXFamily() {}

    static ModelConfig read(ConfigFile config) {
        JsonFile json = config.json();
        double fraction = json.number("rotary_pct", 0.25);
        if (!(fraction > 0 && fraction <= 1)) {
            throw json.refusal("rotary_pct", "fraction");
        }
        int hidden = json.count("hidden_size", 6144);
        int heads = json.count("num_attention_heads", 64);
        int headSize = config.headSize(hidden, heads, "hidden_size", "num_attention_heads");
        int positions = json.count("max_position_embeddings", 2048);
        Rotary rotary =
                RotaryFields.read(config.rope(), headSize, json.number("rotary_emb_base", 10000), fraction, positions);
        return new ModelConfig(
                "gpt_neox",
                json.count("vocab_size", 50432),
                hidden,
                positions,
                json.tokenId("pad_token_id", OptionalInt.empty()),
                json.tokenId("eos_token_id", OptionalInt.of(2)),
                config.weightType(),
                Attention.scaled(heads, heads, headSize, Attention.Fusion.BY_HEAD),
                config.activation("hidden_act", "gelu"),
                json.flag("use_parallel_residual", true) ? Residual.PARALLEL : Residual.SEQUENTIAL,
                json.number("layer_norm_eps", 1e-5),
                1,
                Collections.nCopies(json.count("num_hidden_layers", 44), LayerKind.full(rotary)),
                layout(hidden, json.count("intermediate_size", 24576), json.flag("attention_bias", true)),
                List.of("query_key_value"));
    }

    private static Layout layout(int hidden, int wide, boolean bias) {
        return new Layout(
                "gpt_neox.",
                "gpt_neox.embed_in.weight",
                Optional.empty(),
                "gpt_neox.layers.",
                List.of(
                        new Linear(Linear.Role.QUERY_KEY_VALUE, "attention.query_key_value", hidden, 3 * hidden, bias),
                        new Linear(Linear.Role.ATTENTION_OUTPUT, "attention.dense", hidden, hidden, bias),
                        new Linear(Linear.Role.UP, "mlp.dense_h_to_4h", hidden, wide, true),
                        new Linear(Linear.Role.DOWN, "mlp.dense_4h_to_h", wide, hidden, true)),
                List.of(
                        new Norm(Norm.Role.ATTENTION_INPUT, "input_layernorm", hidden),
                        new Norm(Norm.Role.FEED_FORWARD_INPUT, "post_attention_layernorm", hidden)),
                Norm.Kind.LAYER,
                new Norm(Norm.Role.FINAL, "gpt_neox.final_layer_norm", hidden));
    }
}
