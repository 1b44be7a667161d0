package dev.bunrui.training;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.SystemMemory;
import dev.bunrui.torch.Tensor;
import dev.bunrui.torch.Torch;
import java.util.Arrays;

/** The memory that a training's activations may take, in bytes. */
public final class Room {
    /** The rest of what a card has free is for what its libraries load late, and for what lies between its blocks. */
    private static final double SHARE_OF_A_CARD = 0.9;

    /** A gradient and AdamW's two moments for every number that is trained. */
    private static final int BESIDE_A_VALUE = 3;

    private Room() {}

    /** Where the weights and the adapter's values are there already, and nothing of the optimiser's. */
    static long of(LoraClassifier classifier) {
        ComputeDevice device = classifier.backbone().device();
        if (device.cuda()) {
            Torch.giveBack(device); // what loading has left with the engine is free, too
            return onCard(Torch.free(device), BESIDE_A_VALUE * bytes(classifier));
        }
        // Not every system tells what it only keeps for later and gives up when asked for.
        return Math.max(onProcessor(SystemMemory.free()), SystemMemory.total() / 8);
    }

    /** Other programs want memory, too: a half of what is free. */
    public static long onProcessor(long free) {
        return free / 2;
    }

    /** {@code reserved}: what else will lie on the card. */
    public static long onCard(long free, long reserved) {
        return Math.max(0, Math.round(SHARE_OF_A_CARD * (free - reserved)));
    }

    private static long bytes(LoraClassifier classifier) {
        return classifier.adapter().parameters().stream()
                .map(Tensor::shape)
                .mapToLong(shape -> Arrays.stream(shape).reduce(Float.BYTES, (a, b) -> a * b))
                .sum();
    }
}
