package dev.bunrui.llm.network;

import dev.bunrui.llm.GptNeoXConfig;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.List;

/**
 * A frozen decoder without language model head, run a layer at a time so that the caller decides what is kept and what
 * is computed again. Only the state of each text's last token leaves it, so the last layer computes that token alone.
 *
 * <p>{@code deltas} holds, for each of {@link #projections()} in order, the pair A [rank, inputs], B [outputs, rank], or
 * two tensors without elements where the projection has none. Where {@code dropout} is asked for, it is drawn from the
 * engine's random numbers: seed them before the call, and again before the same layer is computed a second time.
 */
public interface Backbone extends AutoCloseable {
    /**
     * Brings a model's weights to a device.
     *
     * @throws dev.bunrui.message.RequestException if a tensor is missing or misshapen
     */
    static Backbone load(ModelFolder folder, ComputeDevice device, Precision precision, DeltaSettings deltas) {
        if (folder.config() instanceof GptNeoXConfig config) {
            return GptNeoX.load(config, folder, device, precision, deltas);
        }
        throw new IllegalStateException("no network for " + folder.config().family());
    }

    ModelConfig config();

    ComputeDevice device();

    Precision precision();

    /** What deltas can be added to, the same in every layer. */
    List<Projection> projections();

    /** What checkpoints and adapters call a layer, such as {@code gpt_neox.layers.3}. */
    String layerName(int layer);

    /** The texts' embeddings, [batch, tokens, hidden]; no gradient crosses them. */
    Tensor embed(Scope scope, Batch batch);

    /** A layer other than the last: [batch, tokens, hidden] to the same. */
    Tensor layer(Scope scope, Use use, int layer, Tensor states, List<Tensor> deltas, boolean dropout);

    /** The last layer and the final norm: [batch, tokens, hidden] to the last tokens' states [batch, hidden]. */
    Tensor last(Scope scope, Use use, Tensor states, Batch batch, List<Tensor> deltas, boolean dropout);

    /** The number of layers, the last included. */
    default int layers() {
        return config().layers();
    }

    @Override
    void close();
}
