package dev.bunrui.llm;

import dev.bunrui.llm.GatedLayout.Biases;
import dev.bunrui.llm.ModelConfig.Residual;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Llama (Touvron et al. 2023, arXiv:2302.13971; Grattafiori et al. 2024, arXiv:2407.21783) and what differs from it in
 * one thing each: Mistral (Jiang et al. 2023, arXiv:2310.06825), Qwen2 (Yang et al. 2024, arXiv:2407.10671) and Qwen3
 * (Yang et al. 2025, arXiv:2505.09388).
 */
final class LlamaFamily {
    private static final List<String> TARGETS = List.of("q_proj", "v_proj");

    private LlamaFamily() {}

    static ModelConfig llama(ConfigFile config) {
        JsonFile json = config.json();
        boolean bias = json.flag("attention_bias", false);
        Sizes sizes = Sizes.of(config, new Defaults(32000, 11008, 2048, OptionalInt.of(2)));
        return build(
                config,
                "llama",
                sizes,
                new Biases(bias, bias, json.flag("mlp_bias", false)),
                false,
                WindowFields.none(sizes.layers()));
    }

    static ModelConfig mistral(ConfigFile config) {
        Sizes sizes = Sizes.of(config, new Defaults(32000, 14336, 131072, OptionalInt.of(2)).sharing(8));
        return build(
                config,
                "mistral",
                sizes,
                new Biases(false, false, false),
                false,
                WindowFields.everywhere(config.json(), sizes.layers()));
    }

    static ModelConfig qwen2(ConfigFile config) {
        Sizes sizes = Sizes.of(config, new Defaults(151936, 22016, 32768, OptionalInt.empty()));
        return build(
                config,
                "qwen2",
                sizes,
                new Biases(true, false, false),
                false,
                WindowFields.qwen(config.json(), sizes.layers()));
    }

    static ModelConfig qwen3(ConfigFile config) {
        boolean bias = config.json().flag("attention_bias", false);
        Sizes sizes = Sizes.of(config, new Defaults(151936, 22016, 32768, OptionalInt.empty()).headSize(128));
        return build(
                config,
                "qwen3",
                sizes,
                new Biases(bias, bias, false),
                true,
                WindowFields.qwen(config.json(), sizes.layers()));
    }

    private static ModelConfig build(
            ConfigFile config,
            String family,
            Sizes sizes,
            Biases biases,
            boolean headNorms,
            List<OptionalInt> windows) {
        JsonFile json = config.json();
        Attention attention =
                Attention.scaled(sizes.heads(), sizes.keyValueHeads(), sizes.headSize(), Attention.Fusion.NONE);
        Rotary rotary = RotaryFields.read(
                config.rope(), sizes.headSize(), json.number("rope_theta", 10000), 1, sizes.positions());
        GatedLayout layout = new GatedLayout(sizes.hidden(), sizes.wide(), attention, biases)
                .norm(Norm.Role.FEED_FORWARD_INPUT, "post_attention_layernorm");
        if (headNorms) {
            layout.headNorms(sizes.headSize());
        }
        return new ModelConfig(
                family,
                sizes.vocabulary(),
                sizes.hidden(),
                sizes.positions(),
                json.tokenId("pad_token_id", OptionalInt.empty()),
                json.tokenId("eos_token_id", sizes.eos()),
                config.weightType(),
                attention,
                config.activation("hidden_act", "silu"),
                Residual.SEQUENTIAL,
                json.number("rms_norm_eps", 1e-6),
                1,
                windows.stream()
                        .map(window -> new LayerKind(window, Optional.of(rotary)))
                        .toList(),
                layout.build(Norm.Kind.ROOT_MEAN_SQUARE),
                TARGETS);
    }

    /**
     * What Transformers takes where a file leaves it out, and the family has its own.
     *
     * @param keyValueHeads empty: as many as of queries
     * @param head dimensions of a head; empty: the hidden size divided among the heads
     */
    private record Defaults(
            int vocabulary, int wide, int positions, OptionalInt eos, OptionalInt keyValueHeads, OptionalInt head) {
        Defaults(int vocabulary, int wide, int positions, OptionalInt eos) {
            this(vocabulary, wide, positions, eos, OptionalInt.empty(), OptionalInt.empty());
        }

        Defaults sharing(int heads) {
            return new Defaults(vocabulary, wide, positions, eos, OptionalInt.of(heads), head);
        }

        Defaults headSize(int size) {
            return new Defaults(vocabulary, wide, positions, eos, keyValueHeads, OptionalInt.of(size));
        }
    }

    private record Sizes(
            int vocabulary,
            int hidden,
            int wide,
            int layers,
            int heads,
            int keyValueHeads,
            int headSize,
            int positions,
            OptionalInt eos) {
        static Sizes of(ConfigFile config, Defaults defaults) {
            JsonFile json = config.json();
            int hidden = json.count("hidden_size", 4096);
            int heads = json.count("num_attention_heads", 32);
            // A field that is null means as many as heads; only one that is absent means the family's default.
            int shared = json.mentions("num_key_value_heads")
                    ? heads
                    : defaults.keyValueHeads().orElse(heads);
            boolean divided = json.mentions("head_dim") || defaults.head().isEmpty();
            int headSize = json.has("head_dim") || !divided
                    ? json.count("head_dim", defaults.head().orElse(1))
                    : config.headSize(hidden, heads, "hidden_size", "num_attention_heads");
            return new Sizes(
                    json.count("vocab_size", defaults.vocabulary()),
                    hidden,
                    json.count("intermediate_size", defaults.wide()),
                    json.count("num_hidden_layers", 32),
                    heads,
                    config.keyValueHeads(heads, shared),
                    headSize,
                    json.count("max_position_embeddings", defaults.positions()),
                    defaults.eos());
        }
    }
}
