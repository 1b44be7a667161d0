package dev.bunrui.llm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** How far each layer looks back, as configurations say it: {@code layer_types}, or an older rule of the family. */
final class WindowFields {
    private static final String SLIDING = "sliding_attention";

    private WindowFields() {}

    static List<OptionalInt> none(int layers) {
        return Collections.nCopies(layers, OptionalInt.empty());
    }

    /** Mistral: all layers alike; {@code null} says that they see everything, no word of it says 4096. */
    static List<OptionalInt> everywhere(JsonFile json, int layers) {
        return json.mentions("sliding_window") && !json.has("sliding_window")
                ? none(layers)
                : Collections.nCopies(layers, OptionalInt.of(json.count("sliding_window", 4096)));
    }

    /** Qwen: only where it is switched on, from a layer on. */
    static List<OptionalInt> qwen(JsonFile json, int layers) {
        if (!json.flag("use_sliding_window", false) || !json.has("sliding_window")) {
            return none(layers);
        }
        int first = json.number("max_window_layers", 28) < layers ? (int) json.number("max_window_layers", 28) : layers;
        return byType(json, layers, layer -> layer >= first);
    }

    /** By {@code layer_types}; where there are none, by the family's rule. */
    static List<OptionalInt> byType(JsonFile json, int layers, IntPredicate rule) {
        int window = json.count("sliding_window", 4096);
        List<String> types = json.texts("layer_types");
        if (!types.isEmpty() && types.size() != layers) {
            throw json.refusal("layer_types", "layerTypes");
        }
        List<OptionalInt> windows = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            boolean slides =
                    types.isEmpty() ? rule.test(layer) : types.get(layer).equals(SLIDING);
            windows.add(slides ? OptionalInt.of(window) : OptionalInt.empty());
        }
        return windows;
    }
}
