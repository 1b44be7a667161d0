package dev.bunrui.llm.network;

import dev.bunrui.llm.Checkpoint;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.Kernels;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;

/**
 * Brings a checkpoint's tensors to the device. A tensor that is stored in the type that is computed in is used where the
 * file is mapped, without a copy; another is converted once.
 */
final class FrozenWeights {
    private final Checkpoint checkpoint;
    private final Kernels kernels;
    private final Scope scope;

    FrozenWeights(Checkpoint checkpoint, Kernels kernels, Scope scope) {
        this.checkpoint = checkpoint;
        this.kernels = kernels;
        this.scope = scope;
    }

    /** In the type that is computed in. */
    Tensor weight(String name, long... shape) {
        return kernels.one(scope, Use.PLAIN, "compute_type", stored(name, shape))
                .view(shape);
    }

    /** In the type of the file. */
    Tensor stored(String name, long... shape) {
        StoredTensor tensor = checkpoint.require(name, shape);
        String alias = switch (tensor.type()) {
            case BF16 -> "alias_bf16";
            case F16 -> "alias_f16";
            case F32 -> "alias_f32";
            default ->
                throw new RequestException(
                        ModelConfig.class,
                        "weight.type",
                        tensor.name(),
                        tensor.type().name());
        };
        return kernels.one(scope, Use.PLAIN, alias, scope.bytes(tensor.bytes())).view(shape);
    }

    /** Zeros in the type that is computed in. */
    Tensor zeros(long... shape) {
        return kernels.one(scope, Use.PLAIN, "compute_type", scope.zeros(shape));
    }
}
