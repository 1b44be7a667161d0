package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that lie one after the other in a file.
 *
 * @param position of the first of them
 * @param size how many there are
 */
public record FileRange(Path file, long position, long size) {
    /** What takes the bytes of a range part by part. */
    @FunctionalInterface
    public interface Taker {
        /** {@code from}: where in the range {@code part} begins; the buffer is used again afterwards. */
        void take(long from, ByteBuffer part);
    }

    /**
     * Reads the range in parts, each filling the buffer but the last.
     *
     * @throws RequestException if the file cannot be read, or has become shorter
     */
    public void read(ByteBuffer buffer, Taker taker) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long from = 0; from < size; from += buffer.limit()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), size - from));
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, position + from + buffer.position()) < 0) {
                        throw new RequestException(TensorFile.class, "tensor.changed", file);
                    }
                }
                taker.take(from, buffer.flip());
            }
        } catch (IOException failure) {
            throw JsonFile.unreadable(file, failure);
        }
    }
}
