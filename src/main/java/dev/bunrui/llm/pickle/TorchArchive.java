package dev.bunrui.llm.pickle;

import dev.bunrui.llm.pickle.StoredEntries.Range;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The zip that {@code torch.save} writes, told by where its entries lie; PyTorch stores them all without compression. */
final class TorchArchive implements AutoCloseable {
    /** Enough for thirty thousand tensors; a model of 70 billion parameters has less than one thousand. */
    private static final int MOST_PICKLE_BYTES = 1 << 22;

    private static final String PICKLE = "data.pkl";
    private static final int ZIP_MAGIC = 0x504b0304;

    /** How a file begins that PyTorch before 1.6 wrote: a pickle of protocol 2 with a magic number. */
    private static final int OLD_MAGIC = 0x80028a0a;

    private final SeekableByteChannel channel;
    private final Map<String, Range> entries;
    private final String prefix;
    private final byte[] pickle;

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
            Map<String, Range> entries = StoredEntries.of(file, channel);
            List<String> pickles = entries.keySet().stream()
                    .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                    .toList();
            if (pickles.size() != 1) {
                throw TorchFile.refusal("torch.garbled", file);
            }
            String pickle = pickles.get(0);
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
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        // PyTorch can be told to write none, and writes 0 then. The numbers' own are not checked: they are read in
        // part.
        if (range.crc() != 0 && range.crc() != crc.getValue()) {
            throw TorchFile.refusal("torch.garbled", file);
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
