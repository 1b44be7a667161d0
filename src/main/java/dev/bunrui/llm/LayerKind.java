package dev.bunrui.llm;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What may differ from layer to layer.
 *
 * @param window how many tokens back a token sees, itself included; empty: all of them
 * @param rotary the position embedding of its queries and keys; empty where positions are learned
 */
public record LayerKind(OptionalInt window, Optional<Rotary> rotary) {
    static LayerKind full(Rotary rotary) {
        return new LayerKind(OptionalInt.empty(), Optional.of(rotary));
    }
}
