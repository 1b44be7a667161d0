package dev.bunrui.llm;

import dev.bunrui.llm.ModelConfig.Residual;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** GPT-2 (Radford et al. 2019): learned positions, and weights stored the other way round. */
final class Gpt2Family {
    private Gpt2Family() {}

    static ModelConfig read(ConfigFile config) {
        JsonFile json = config.json();
        config.mustBe("scale_attn_weights", true);
        config.mustBe("scale_attn_by_inverse_layer_idx", false);
        config.mustBe("add_cross_attention", false);
        int hidden = json.count("n_embd", 768);
        int heads = json.count("n_head", 12);
        int headSize = config.headSize(hidden, heads, "n_embd", "n_head");
        return new ModelConfig(
                "gpt2",
                json.count("vocab_size", 50257),
                hidden,
                json.count("n_positions", 1024),
                json.tokenId("pad_token_id", OptionalInt.empty()),
                json.tokenId("eos_token_id", OptionalInt.of(50256)),
                config.weightType(),
                Attention.scaled(heads, heads, headSize, Attention.Fusion.BY_KIND),
                config.activation("activation_function", "gelu_new"),
                Residual.SEQUENTIAL,
                json.number("layer_norm_epsilon", 1e-5),
                1,
                Collections.nCopies(json.count("n_layer", 12), new LayerKind(OptionalInt.empty(), Optional.empty())),
                layout(hidden, json.count("n_inner", 4 * hidden)),
                List.of("c_attn"));
    }

    private static Layout layout(int hidden, int wide) {
        return new Layout(
                "transformer.",
                "transformer.wte.weight",
                Optional.of("transformer.wpe.weight"),
                "transformer.h.",
                List.of(
                        new Linear(Linear.Role.QUERY_KEY_VALUE, "attn.c_attn", hidden, 3 * hidden, true, true),
                        new Linear(Linear.Role.ATTENTION_OUTPUT, "attn.c_proj", hidden, hidden, true, true),
                        new Linear(Linear.Role.UP, "mlp.c_fc", hidden, wide, true, true),
                        new Linear(Linear.Role.DOWN, "mlp.c_proj", wide, hidden, true, true)),
                List.of(
                        new Norm(Norm.Role.ATTENTION_INPUT, "ln_1", hidden),
                        new Norm(Norm.Role.FEED_FORWARD_INPUT, "ln_2", hidden)),
                Norm.Kind.LAYER,
                new Norm(Norm.Role.FINAL, "transformer.ln_f", hidden));
    }
}
