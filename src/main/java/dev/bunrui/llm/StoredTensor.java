package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
        return FloatFormat.of(type)
                .orElseThrow(() -> new RequestException(StoredTensor.class, "tensor.notFloats", name, type))
                .read(bytes());
    }
}
