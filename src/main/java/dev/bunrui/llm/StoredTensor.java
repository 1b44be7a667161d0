package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * A named array as it lies in a file: row-major, little-endian, not interpreted. The bytes of a tensor that was read
 * from a file are a view of the mapped file; nothing of it is in the heap.
 *
 * @param shape extents, outermost first; empty for a scalar
 * @param bytes shape's product × {@link ElementType#bytes()} bytes, read-only
 */
@SuppressWarnings("ArrayRecordComponent") // the form in which the engine takes shapes; compared nowhere
public record StoredTensor(String name, ElementType type, long[] shape, ByteBuffer bytes) {
    public StoredTensor {
        bytes = bytes.slice().asReadOnlyBuffer();
        if (elements(shape) * type.bytes() != bytes.remaining()) {
            throw new IllegalArgumentException(
                    name + ": " + bytes.remaining() + " bytes for " + type + Arrays.toString(shape));
        }
    }

    /** A tensor of {@link ElementType#F32} with these values, row-major. */
    public static StoredTensor of(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new StoredTensor(name, ElementType.F32, shape, bytes);
    }

    /** The bytes, little-endian, with a position of the caller's own. */
    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** How many numbers there are. */
    public long elements() {
        return elements(shape);
    }

    static long elements(long[] shape) {
        long product = 1;
        for (long extent : shape) {
            product = Math.multiplyExact(product, extent);
        }
        return product;
    }

    /**
     * The numbers in single precision, row-major: exact for F32, F16 and BF16.
     *
     * @throws RequestException if the tensor is of another type
     */
    public float[] floats() {
        float[] values = new float[Math.toIntExact(elements())];
        switch (type) {
            case F32 -> {
                FloatBuffer source = bytes().asFloatBuffer();
                source.get(values);
            }
            case BF16 -> {
                ShortBuffer source = bytes().asShortBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(source.get(i) << 16);
                }
            }
            case F16 -> {
                ShortBuffer source = bytes().asShortBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = half(source.get(i));
                }
            }
            default -> throw new RequestException(StoredTensor.class, "tensor.notFloats", name, type);
        }
        return values;
    }

    /** IEEE 754 binary16 as single precision; the JDK has this from 20 on. */
    private static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + (127 - 15);
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
