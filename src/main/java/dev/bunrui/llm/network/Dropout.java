package dev.bunrui.llm.network;

import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;

/**
 * Which inputs of a layer's deltas are dropped. Every text draws by a seed of its own, and for its own tokens only: what is
 * dropped of it depends neither on the texts beside it nor on how far it is filled up, and is the same when the layer is
 * computed a second time. Each delta of the layer goes on to other draws.
 *
 * @param seeds one a text; of every seed, the 32 bits that are worth least count
 * @param tokens of each text, fillers not counted
 */
public record Dropout(long[] seeds, int[] tokens) {
    /** As the kernel takes it, int64 [texts, 2]; it counts the seeds up there, so that every call needs its own. */
    Tensor tensor(Scope scope) {
        long[] pairs = new long[2 * seeds.length];
        for (int text = 0; text < seeds.length; text++) {
            pairs[2 * text] = seeds[text];
            pairs[2 * text + 1] = tokens[text];
        }
        return scope.hostLongs(pairs, seeds.length, 2);
    }
}
