package dev.bunrui.training;

import java.util.List;

/**
 * One article as the network sees it.
 *
 * @param ids token ids; of none, one filler is read
 * @param label the index of its class
 */
public record Example(int[] ids, int label) {
    /** The classes of examples, in their order. */
    public static int[] labels(List<Example> examples) {
        return examples.stream().mapToInt(Example::label).toArray();
    }
}
