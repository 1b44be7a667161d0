package dev.bunrui.llm.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A channel of which no more is read than a directory can reasonably be: a library that reads one makes objects of it
 * that are many times larger, as long as there are entries. Closing it leaves the channel below open.
 */
final class LimitedChannel implements SeekableByteChannel {
    /** Enough for eight thousand entries; a model of 70 billion parameters has less than one thousand tensors. */
    private static final long MOST_BYTES = 1 << 20;

    private final SeekableByteChannel channel;
    private long read;
    private @Nullable IOException failure;

    LimitedChannel(SeekableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (read > MOST_BYTES) {
            throw new ZipException("directory of more than " + MOST_BYTES + " bytes");
        }
        try {
            int count = channel.read(target);
            read += Math.max(0, count);
            return count;
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
    }

    /** Why the channel below could not be read, if so. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        // Whoever opened the channel below closes it.
    }
}
