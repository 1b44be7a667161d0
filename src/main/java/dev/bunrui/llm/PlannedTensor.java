package dev.bunrui.llm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * A tensor that is to be written, and whose bytes are made only then.
 *
 * @param shape extents, outermost first
 * @param content what gives the bytes: {@link #size()} of them
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record PlannedTensor(String name, ElementType type, long[] shape, Content content) {
    /** What gives a tensor's bytes, row-major and little-endian. */
    @FunctionalInterface
    public interface Content {
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    /** A tensor whose bytes are there already. */
    public static PlannedTensor of(StoredTensor tensor) {
        return new PlannedTensor(
                tensor.name(), tensor.type(), tensor.shape(), channel -> writeAll(channel, tensor.bytes()));
    }

    /** How many bytes it takes. */
    public long size() {
        return StoredTensor.elements(shape) * type.bytes();
    }

    /** Writes what remains in a buffer. */
    public static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
