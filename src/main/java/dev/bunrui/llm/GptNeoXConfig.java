package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A GPT-NeoX network (Black et al. 2022, arXiv:2204.06745). What a file leaves out is as in Transformers'
 * {@code GPTNeoXConfig}.
 *
 * @param heads attention heads; {@code hiddenSize} is a multiple of it
 * @param parallelResidual attention and feed-forward block both read the layer's input (else one after the other)
 * @param rotaryFraction the share of a head's dimensions that rotary embedding turns, from the first on; 0 to 1
 * @param rotaryBase the base of rotary embedding's wavelengths (Su et al. 2021, arXiv:2104.09864)
 * @param attentionBias the attention's two projections have a bias
 * @param tied the language model head shares the embedding's weights
 */
public record GptNeoXConfig(
        int vocabSize,
        int hiddenSize,
        int layers,
        int heads,
        int intermediateSize,
        int maxPositions,
        double layerNormEps,
        boolean parallelResidual,
        double rotaryFraction,
        double rotaryBase,
        Activation hiddenActivation,
        boolean attentionBias,
        boolean tied,
        OptionalInt padId,
        OptionalInt eosId,
        Optional<ElementType> weightType)
        implements ModelConfig {
    /** The architecture's name in {@code config.json}. */
    public static final String FAMILY = "gpt_neox";

    @Override
    public String family() {
        return FAMILY;
    }

    @Override
    public String prefix() {
        return "gpt_neox.";
    }

    /** Dimensions of one attention head. */
    public int headSize() {
        return hiddenSize / heads;
    }

    /** How many of a head's dimensions rotary embedding turns. */
    public int rotarySize() {
        return (int) (headSize() * rotaryFraction);
    }

    static GptNeoXConfig of(JsonFile json) {
        // Transformers 4 has flat fields; 5 puts them into rope_parameters, and both take that as rope_scaling.
        JsonFile rope = json.inside(json.has("rope_scaling") ? "rope_scaling" : "rope_parameters");
        String ropeType = rope.text("rope_type", rope.text("type", "default"));
        if (!ropeType.equals("default")) {
            throw new RequestException(GptNeoXConfig.class, "config.rope", json.file(), ropeType);
        }
        double fraction = rope.number("partial_rotary_factor", json.number("rotary_pct", 0.25));
        if (!(fraction > 0 && fraction <= 1)) {
            throw rope.has("partial_rotary_factor")
                    ? rope.refusal("partial_rotary_factor", "fraction")
                    : json.refusal("rotary_pct", "fraction");
        }
        int hidden = json.count("hidden_size", 6144);
        int heads = json.count("num_attention_heads", 64);
        if (hidden % heads != 0) {
            throw new RequestException(
                    GptNeoXConfig.class, "config.heads", json.file(), String.valueOf(hidden), String.valueOf(heads));
        }
        String activation = json.text("hidden_act", "gelu");
        String typeField = json.has("dtype") ? "dtype" : "torch_dtype";
        String type = json.text(typeField, "auto");
        return new GptNeoXConfig(
                json.count("vocab_size", 50432),
                hidden,
                json.count("num_hidden_layers", 44),
                heads,
                json.count("intermediate_size", 24576),
                json.count("max_position_embeddings", 2048),
                json.number("layer_norm_eps", 1e-5),
                json.flag("use_parallel_residual", true),
                fraction,
                rope.number("rope_theta", json.number("rotary_emb_base", 10000)),
                Activation.ofTransformers(activation).orElseThrow(() -> json.refusal("hidden_act", "activation")),
                json.flag("attention_bias", true),
                json.flag("tie_word_embeddings", false),
                json.tokenId("pad_token_id", OptionalInt.empty()),
                json.tokenId("eos_token_id", OptionalInt.of(2)),
                type.equals("auto")
                        ? Optional.empty()
                        : Optional.of(ElementType.ofTorch(type).orElseThrow(() -> json.refusal(typeField, "type"))));
    }
}
