package dev.bunrui.llm.piece;

import java.util.Arrays;

/** A rewritten text cut into pieces side by side, from its beginning; grows at its end. */
final class Cut {
    private int[] ids = new int[64];
    private int[] ends = new int[64];
    private int size;

    void add(int id, int end) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ids[size] = id;
        ends[size] = end;
        size++;
    }

    int size() {
        return size;
    }

    int id(int piece) {
        return ids[piece];
    }

    int start(int piece) {
        return piece == 0 ? 0 : ends[piece - 1];
    }

    int end(int piece) {
        return ends[piece];
    }
}
