package dev.bunrui.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names that Llama's descendants share: separate projections, a gated feed-forward block. */
final class GatedLayout {
    private final int hidden;
    private final List<Linear> linears = new ArrayList<>();
    private final List<Norm> norms = new ArrayList<>();

    /** Which projections have a bias: queries, keys and values; attention's output; the feed-forward block's. */
    record Biases(boolean input, boolean output, boolean feedForward) {}

    GatedLayout(int hidden, int wide, Attention attention, Biases biases) {
        this.hidden = hidden;
        linears.add(new Linear(Linear.Role.QUERY, "self_attn.q_proj", hidden, attention.querySize(), biases.input()));
        linears.add(new Linear(Linear.Role.KEY, "self_attn.k_proj", hidden, attention.keySize(), biases.input()));
        linears.add(new Linear(Linear.Role.VALUE, "self_attn.v_proj", hidden, attention.keySize(), biases.input()));
        linears.add(new Linear(
                Linear.Role.ATTENTION_OUTPUT, "self_attn.o_proj", attention.querySize(), hidden, biases.output()));
        linears.add(new Linear(Linear.Role.GATE, "mlp.gate_proj", hidden, wide, biases.feedForward()));
        linears.add(new Linear(Linear.Role.UP, "mlp.up_proj", hidden, wide, biases.feedForward()));
        linears.add(new Linear(Linear.Role.DOWN, "mlp.down_proj", wide, hidden, biases.feedForward()));
        norm(Norm.Role.ATTENTION_INPUT, "input_layernorm");
    }

    GatedLayout norm(Norm.Role role, String path) {
        norms.add(new Norm(role, path, hidden));
        return this;
    }

    /** Each head's queries and keys are normalised. */
    GatedLayout headNorms(int headSize) {
        norms.add(new Norm(Norm.Role.QUERY, "self_attn.q_norm", headSize));
        norms.add(new Norm(Norm.Role.KEY, "self_attn.k_norm", headSize));
        return this;
    }

    Layout build(Norm.Kind kind) {
        return new Layout(
                "model.",
                "model.embed_tokens.weight",
                Optional.empty(),
                "model.layers.",
                linears,
                norms,
                kind,
                new Norm(Norm.Role.FINAL, "model.norm", hidden));
    }
}
