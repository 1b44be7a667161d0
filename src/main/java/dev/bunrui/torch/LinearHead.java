package dev.bunrui.torch;

import dev.bunrui.torch.Kernels.Use;
import java.util.List;
import java.util.Map;

/** The classification head's arithmetic, in fp32: {@code logits = state · headᵀ}, without bias. */
public final class LinearHead implements AutoCloseable {
    private final Kernels kernels;

    /** A backward pass starts at {@code loss}, the sum of the rows' cross entropies; {@code logits}: [batch, classes]. */
    public record Scored(Tensor loss, Tensor logits) {}

    public LinearHead(ComputeDevice device) {
        kernels = Kernels.compile(KernelSource.of(Map.of(), "linear-head"), device);
    }

    /**
     * Cross entropy, summed over the rows.
     *
     * @param states [batch, hidden]
     * @param head [classes, hidden]
     * @param labels int64 [batch]
     */
    public Scored score(Scope scope, Tensor states, Tensor head, Tensor labels) {
        List<Tensor> results = kernels.call(scope, Use.GRADIENT, "loss", states, head, labels);
        return new Scored(results.get(0), results.get(1));
    }

    /** [batch, classes] in fp32, of states [batch, hidden] and a head [classes, hidden]. */
    public Tensor logits(Scope scope, Tensor states, Tensor head) {
        return logits(scope, Use.INFERENCE, states, head);
    }

    /** The same for a use of one's own. */
    public Tensor logits(Scope scope, Use use, Tensor states, Tensor head) {
        return kernels.one(scope, use, "logits", states, head);
    }

    /** The states that the head reads, [batch, hidden], in fp32. */
    public Tensor states(Scope scope, Tensor states) {
        return kernels.one(scope, Use.INFERENCE, "states", states);
    }

    @Override
    public void close() {
        kernels.close();
    }
}
