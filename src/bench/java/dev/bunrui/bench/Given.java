package dev.bunrui.bench;

import java.util.HashMap;
import java.util.Map;

/** Arguments of a benchmark that may be left out, as {@code name=value}. */
record Given(Map<String, String> values) {
    static Given after(int first, String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = first; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            values.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        return new Given(values);
    }

    String or(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
