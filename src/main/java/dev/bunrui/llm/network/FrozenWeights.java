package dev.bunrui.llm.network;

import dev.bunrui.llm.Checkpoint;
import dev.bunrui.llm.ElementType;
import dev.bunrui.llm.FileRange;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.Kernels;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Brings a checkpoint's tensors to the device. On the processor, a tensor that is stored in the type that is computed in
 * is used where the file is mapped, without a copy. Any other is read in parts and converted into its place, so that no
 * more of it is in memory than that: pages of a mapping that were looked at once would count as the program's own for as
 * long as the mapping lives.
 */
final class FrozenWeights {
    /** Large enough for a disk to be fast, small enough to be no part of the memory that counts. */
    private static final int PART_BYTES = 16 << 20;

    private final Checkpoint checkpoint;
    private final Kernels kernels;
    private final Precision precision;
    private final Scope scope;
    private final ByteBuffer part = ByteBuffer.allocateDirect(PART_BYTES);

    FrozenWeights(Checkpoint checkpoint, Kernels kernels, Precision precision, Scope scope) {
        this.checkpoint = checkpoint;
        this.kernels = kernels;
        this.precision = precision;
        this.scope = scope;
    }

    /** In the type that is computed in. */
    Tensor weight(String name, long... shape) {
        ElementType type = checkpoint.type(name, shape);
        Optional<FileRange> place = checkpoint.place(name, shape);
        boolean inPlace = type == computed() && !scope.device().cuda();
        if (place.isEmpty() || inPlace) {
            return kernels.one(scope, Use.PLAIN, "compute_type", stored(name, shape))
                    .view(shape);
        }
        Tensor target = room("room", place.get().size() / type.bytes());
        convert(place.get(), alias(name, type), type, target);
        return target.view(shape);
    }

    /** Room for so many numbers in fp32. */
    Tensor singles(long count) {
        return room("single_room", count);
    }

    private Tensor room(String kernel, long count) {
        return kernels.one(scope, Use.PLAIN, kernel, scope.longs(new long[] {count}, 1));
    }

    /**
     * In fp32 whatever is computed in, and never where the file is mapped: for a look at it, no longer than {@code into}
     * and no longer than {@code room}, in which it lies if it can be read in parts, is not used again.
     */
    Tensor single(Scope into, Tensor room, String name, long... shape) {
        ElementType type = checkpoint.type(name, shape);
        Optional<FileRange> place = checkpoint.place(name, shape);
        if (place.isEmpty()) {
            return kernels.one(into, Use.PLAIN, "fp32", stored(into, name, shape));
        }
        Tensor target = kernels.one(
                into,
                Use.PLAIN,
                "first",
                room,
                into.longs(new long[] {place.get().size() / type.bytes()}, 1));
        convert(place.get(), alias(name, type), type, target);
        return target.view(shape);
    }

    private ElementType computed() {
        return switch (precision) {
            case FP32 -> ElementType.F32;
            case BF16 -> ElementType.BF16;
        };
    }

    private void convert(FileRange place, String alias, ElementType type, Tensor target) {
        place.read(part, (from, bytes) -> {
            try (Scope step = scope.child()) {
                Tensor numbers = kernels.one(step, Use.PLAIN, alias, step.bytes(bytes));
                Tensor start = step.longs(new long[] {from / type.bytes()}, 1);
                kernels.one(step, Use.PLAIN, "put", target, start, numbers);
            }
        });
    }

    /** In the type of the file. */
    Tensor stored(String name, long... shape) {
        return stored(scope, name, shape);
    }

    private Tensor stored(Scope into, String name, long... shape) {
        String alias = alias(name, checkpoint.type(name, shape));
        ByteBuffer bytes = checkpoint.require(name, shape).bytes();
        return kernels.one(into, Use.PLAIN, alias, into.bytes(bytes)).view(shape);
    }

    private static String alias(String name, ElementType type) {
        return switch (type) {
            case BF16 -> "alias_bf16";
            case F16 -> "alias_f16";
            case F32 -> "alias_f32";
            default -> throw new RequestException(ModelConfig.class, "weight.type", name, type.name());
        };
    }
}
