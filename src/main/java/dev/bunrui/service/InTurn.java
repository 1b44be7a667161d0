package dev.bunrui.service;

import java.util.ArrayList;
import java.util.List;

/** Looks at a long list a part at a time, so that everything in it has been looked at after some goes. */
final class InTurn {
    private final int least;
    private final int goes;
    private int next;

    /** In each go {@code least} of them, and as many more as it takes to be through after so many {@code goes}. */
    InTurn(int least, int goes) {
        this.least = least;
        this.goes = goes;
    }

    /** Those whose turn it is; of a short list all. */
    <T> List<T> of(List<T> all) {
        int share = Math.min(all.size(), Math.max(least, (all.size() + goes - 1) / goes));
        List<T> part = new ArrayList<>(share);
        for (int i = 0; i < share; i++) {
            part.add(all.get(Math.floorMod(next++, all.size())));
        }
        return part;
    }
}
