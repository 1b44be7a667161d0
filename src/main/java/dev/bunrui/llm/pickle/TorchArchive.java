package dev.bunrui.llm.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The zip that {@code torch.save} writes, told by where its entries lie; PyTorch stores them all without compression. */
final class TorchArchive implements AutoCloseable {
    /** Of a checkpoint of 70 billion parameters it is less than one. */
    private static final int MOST_PICKLE_BYTES = 1 << 25;

    private static final String PICKLE = "data.pkl";
    private static final int ZIP_MAGIC = 0x504b0304;

    /** How a file begins that PyTorch before 1.6 wrote: a pickle of protocol 2 with a magic number. */
    private static final int OLD_MAGIC = 0x80028a0a;

    private final SeekableByteChannel channel;
    private final Map<String, Range> entries;
    private final String prefix;
    private final byte[] pickle;

    /** Where an entry's bytes lie in the file. */
    record Range(long start, long size) {}

    private TorchArchive(SeekableByteChannel channel, Map<String, Range> entries, String prefix, byte[] pickle) {
        this.channel = channel;
        this.entries = entries;
        this.prefix = prefix;
        this.pickle = pickle;
    }

    static TorchArchive open(Path file) throws IOException {
        SeekableByteChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            int magic = magic(channel);
            if (magic == OLD_MAGIC) {
                throw TorchFile.refusal("torch.old", file);
            }
            if (magic != ZIP_MAGIC) {
                throw TorchFile.refusal("torch.garbled", file);
            }
            Map<String, Range> entries = entries(file, channel);
            String pickle = entries.keySet().stream()
                    .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                    .findFirst()
                    .orElseThrow(() -> TorchFile.refusal("torch.garbled", file));
            String prefix = pickle.substring(0, pickle.length() - PICKLE.length());
            byte[] order = bytes(file, channel, entries.get(prefix + "byteorder"));
            if (order.length > 0 && !new String(order, StandardCharsets.US_ASCII).equals("little")) {
                throw TorchFile.refusal("torch.order", file);
            }
            return new TorchArchive(channel, entries, prefix, bytes(file, channel, entries.get(pickle)));
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    private static int magic(SeekableByteChannel channel) throws IOException {
        ByteBuffer four = ByteBuffer.allocate(4);
        while (four.hasRemaining() && channel.read(four) >= 0) {
            // Until there are four bytes, or no more.
        }
        return four.hasRemaining() ? 0 : four.getInt(0);
    }

    private static Map<String, Range> entries(Path file, SeekableByteChannel channel) throws IOException {
        Map<String, Range> entries = new HashMap<>();
        try {
            // Not closed: that would close the channel, which is still needed.
            ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get();
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                long start = entry.getDataOffset();
                long size = entry.getSize();
                boolean plain = entry.getMethod() == ZipArchiveEntry.STORED
                        && !entry.getGeneralPurposeBit().usesEncryption()
                        && size == entry.getCompressedSize();
                if (!plain || start < 0 || size < 0 || size > channel.size() - start) {
                    throw TorchFile.refusal("torch.entry", file, entry.getName());
                }
                entries.putIfAbsent(entry.getName(), new Range(start, size));
            }
        } catch (ZipException | EOFException | IllegalArgumentException garbled) {
            throw TorchFile.refusal("torch.garbled", file);
        }
        return entries;
    }

    private static byte[] bytes(Path file, SeekableByteChannel channel, @Nullable Range range) throws IOException {
        if (range == null) {
            return new byte[0];
        }
        if (range.size() > MOST_PICKLE_BYTES) {
            throw TorchFile.refusal("torch.garbled", file);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) range.size());
        channel.position(range.start());
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw TorchFile.refusal("torch.garbled", file);
            }
        }
        return bytes.array();
    }

    /** The bytes of {@code data.pkl}. */
    byte[] pickle() {
        return pickle;
    }

    /** Where a storage's numbers lie. */
    Optional<Range> storage(String key) {
        return Optional.ofNullable(entries.get(prefix + "data/" + key));
    }

    long fileSize() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
