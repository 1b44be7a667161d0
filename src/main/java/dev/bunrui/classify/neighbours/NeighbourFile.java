package dev.bunrui.classify.neighbours;

import dev.bunrui.classify.neighbours.NeighbourIndex.Entry;
import dev.bunrui.file.AtomicFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link NeighbourIndex} on disk, most significant bytes first: {@code BNBR}, the version 1, the key, the number of
 * articles and that of a state's units as int32; then for each article its id, its label and its state as fp32. A text is
 * its UTF-8 after its length in bytes as int32.
 */
public final class NeighbourFile {
    private static final Logger LOG = LoggerFactory.getLogger(NeighbourFile.class);
    private static final int MAGIC = 0x424e4252;
    private static final int VERSION = 1;

    private NeighbourFile() {}

    /**
     * Writes an index.
     *
     * @param key tells of what the index is: one with another key is not read
     * @throws dev.bunrui.message.RequestException if the file cannot be written
     */
    public static void write(Path file, String key, NeighbourIndex index) {
        List<Entry> entries = index.entries();
        AtomicFile.write(file, stream -> {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            write(out, key);
            out.writeInt(entries.size());
            out.writeInt(entries.isEmpty() ? 0 : entries.get(0).state().length);
            for (Entry entry : entries) {
                write(out, entry.id());
                write(out, entry.label());
                for (float unit : entry.state()) {
                    out.writeFloat(unit);
                }
            }
            out.flush();
        });
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The index that was written with this key; empty if there is none, or the file is garbled. */
    public static Optional<NeighbourIndex> read(Path file, String key) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            long size = Files.size(file);
            if (in.readInt() != MAGIC
                    || in.readInt() != VERSION
                    || !text(in, size).equals(key)) {
                return Optional.empty();
            }
            int count = in.readInt();
            int units = in.readInt();
            if (count < 0 || units < 0 || (long) count * units * Float.BYTES > size) {
                throw new IOException(count + " articles of " + units + " units in " + size + " bytes");
            }
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String id = text(in, size);
                String label = text(in, size);
                float[] state = new float[units];
                for (int unit = 0; unit < units; unit++) {
                    state[unit] = in.readFloat();
                }
                entries.add(new Entry(id, label, state));
            }
            return Optional.of(new NeighbourIndex(entries));
        } catch (IOException garbled) {
            LOG.info("{} cannot be read and will be made again", file, garbled);
            return Optional.empty();
        }
    }

    private static String text(DataInputStream in, long most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new IOException("a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
