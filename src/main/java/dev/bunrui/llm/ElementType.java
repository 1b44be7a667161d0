package dev.bunrui.llm;

import java.util.Locale;
import java.util.Optional;

/**
 * What one number of a tensor is stored as. The constants' names are those of the safetensors format, their order that
 * of its reference implementation, which lays tensors out by this order reversed.
 */
public enum ElementType {
    BOOL(1, "bool"),
    U8(1, "uint8"),
    I8(1, "int8"),
    I16(2, "int16"),
    F16(2, "float16"),
    BF16(2, "bfloat16"),
    I32(4, "int32"),
    F32(4, "float32"),
    F64(8, "float64"),
    I64(8, "int64");

    private final int bytes;
    private final String torchName;

    ElementType(int bytes, String torchName) {
        this.bytes = bytes;
        this.torchName = torchName;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    /** The name in PyTorch and in a model's {@code config.json}, such as {@code bfloat16}. */
    public String torchName() {
        return torchName;
    }

    /** The type with a PyTorch name, with or without {@code torch.} before it. */
    public static Optional<ElementType> ofTorch(String name) {
        String bare = name.startsWith("torch.") ? name.substring("torch.".length()) : name;
        for (ElementType type : values()) {
            if (type.torchName.equals(bare.toLowerCase(Locale.ROOT))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type with a name of the safetensors format. */
    static Optional<ElementType> ofSafetensors(String name) {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
