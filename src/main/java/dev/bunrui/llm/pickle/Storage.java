package dev.bunrui.llm.pickle;

import java.util.Map;

/**
 * A run of numbers that tensors are views of.
 *
 * @param key its file's name within {@code data/}
 * @param type the numbers' type, as PyTorch names it, such as {@code float16}
 * @param elements how many numbers there are
 */
record Storage(String key, String type, long elements) {
    /** The types of numbers by the names of their storage classes in the module {@code torch}. */
    static final Map<String, String> TYPES = Map.of(
            "FloatStorage", "float32",
            "HalfStorage", "float16",
            "BFloat16Storage", "bfloat16",
            "DoubleStorage", "float64",
            "LongStorage", "int64",
            "IntStorage", "int32",
            "ShortStorage", "int16",
            "CharStorage", "int8",
            "ByteStorage", "uint8",
            "BoolStorage", "bool");
}
