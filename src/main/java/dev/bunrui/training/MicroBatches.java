package dev.bunrui.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Cuts a batch into parts that are computed one after the other, their gradients added up. The sum is the batch's own,
 * and dropout is drawn text by text, so how it is cut changes nothing but rounding. Texts of like length share a part,
 * which saves the work on fillers. What is counted are the texts' own tokens, before widths are rounded up.
 */
final class MicroBatches {
    private MicroBatches() {}

    /**
     * The parts of a batch, longest texts first.
     *
     * @param rows examples a part; empty: as many as {@code tokens} hold, fillers included
     */
    static List<List<Drawn>> cut(List<Drawn> batch, OptionalInt rows, int tokens) {
        List<Drawn> byLength = new ArrayList<>(batch);
        byLength.sort(Comparator.comparingInt(Drawn::tokens).reversed());
        List<List<Drawn>> parts = new ArrayList<>();
        int next = 0;
        while (next < byLength.size()) {
            int size = rows.orElse(Math.max(1, tokens / byLength.get(next).tokens()));
            parts.add(byLength.subList(next, Math.min(byLength.size(), next + size)));
            next += size;
        }
        return parts;
    }
}
