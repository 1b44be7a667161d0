package dev.bunrui.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much of a batch is computed at once, and how many layers are computed twice instead of being kept. What a step
 * amounts to does not depend on it, but for rounding.
 *
 * @param rows examples at once; empty: as many as {@code tokens} hold, and one at least
 * @param tokens at once, fillers included, where there are no {@code rows}
 * @param recomputed layers, from the first on, that are computed twice
 */
public record Portion(OptionalInt rows, int tokens, int recomputed) {
    /**
     * A smaller one, for when the memory did not hold {@code part}: half the examples, and where there is only one, every
     * layer but the last computed twice; empty if that is so already.
     *
     * @param most layers that can be computed twice
     */
    Optional<Portion> smaller(List<Drawn> part, int most) {
        int half = part.size() / 2;
        if (half > 0) {
            return Optional.of(
                    rows.isPresent()
                            ? new Portion(OptionalInt.of(half), tokens, recomputed)
                            : new Portion(rows, half * part.get(0).tokens(), recomputed));
        }
        return recomputed < most ? Optional.of(new Portion(rows, tokens, most)) : Optional.empty();
    }
}
