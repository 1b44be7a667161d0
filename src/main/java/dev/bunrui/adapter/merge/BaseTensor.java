package dev.bunrui.adapter.merge;

import dev.bunrui.llm.Checkpoint;
import dev.bunrui.llm.ElementType;
import dev.bunrui.llm.FileRange;
import dev.bunrui.llm.PlannedTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * A tensor of the base model on its way into the merged one, in parts of whole rows: the base model may be larger than
 * memory.
 *
 * @param shape outermost first, as the network wants it
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record BaseTensor(Checkpoint checkpoint, String name, long[] shape) {
    /** Large enough for a disk to be fast, and for all cores to have rows. */
    private static final int PART_BYTES = 16 << 20;

    /** What becomes of the bytes of a part, little-endian; they may be changed where they are. */
    @FunctionalInterface
    interface Change {
        void apply(long firstRow, ByteBuffer part);
    }

    /** The same tensor, its parts changed on their way. */
    PlannedTensor planned(Change change) {
        return new PlannedTensor(name, type(), shape, channel -> write(channel, change));
    }

    ElementType type() {
        return checkpoint.type(name, shape);
    }

    private long rowBytes() {
        long columns = 1;
        for (int i = 1; i < shape.length; i++) {
            columns *= shape[i];
        }
        return columns * type().bytes();
    }

    private void write(WritableByteChannel channel, Change change) throws IOException {
        long rowBytes = rowBytes();
        int part = Math.toIntExact(Math.max(1, PART_BYTES / rowBytes) * rowBytes);
        FileRange.Taker taker = (from, bytes) -> {
            try {
                change.apply(from / rowBytes, bytes);
                PlannedTensor.writeAll(channel, bytes);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
        try {
            Optional<FileRange> place = checkpoint.place(name, shape);
            if (place.isPresent()) {
                place.get().read(ByteBuffer.allocate(part), taker);
            } else {
                inParts(checkpoint.require(name, shape).bytes(), part, taker);
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /** A tensor whose numbers do not lie in order is put into order as a whole. */
    private static void inParts(ByteBuffer all, int part, FileRange.Taker taker) {
        for (int from = 0; from < all.limit(); from += part) {
            ByteBuffer copy = ByteBuffer.allocate(Math.min(part, all.limit() - from));
            taker.take(from, copy.put(all.slice(from, copy.capacity())).flip());
        }
    }
}
