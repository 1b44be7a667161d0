package dev.bunrui.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Cuts a batch into parts that are computed one after the other, their gradients added up. The sum is the batch's own,
 * so how it is cut changes nothing but rounding and the draws of dropout. Texts of like length share a part, which saves
 * the work on fillers.
 */
final class MicroBatches {
    private MicroBatches() {}

    /**
     * The parts of a batch, longest texts first.
     *
     * @param rows examples a part; empty: as many as {@code tokens} hold, fillers included
     */
    static List<List<Example>> cut(List<Example> batch, OptionalInt rows, int tokens) {
        List<Example> byLength = new ArrayList<>(batch);
        byLength.sort(Comparator.<Example>comparingInt(example -> example.ids().length)
                .reversed());
        List<List<Example>> parts = new ArrayList<>();
        int next = 0;
        while (next < byLength.size()) {
            int width = Math.max(1, byLength.get(next).ids().length);
            int size = rows.orElse(Math.max(1, tokens / width));
            parts.add(byLength.subList(next, Math.min(byLength.size(), next + size)));
            next += size;
        }
        return parts;
    }
}
