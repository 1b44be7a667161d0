package dev.bunrui.llm.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Where the entries of a zip lie, all of them stored as they are. A zip tells of an entry twice, in its directory and
 * before the entry; here both must tell the same, and no entry may be part of another.
 */
final class StoredEntries {
    /** A local header without its name: signature, flags and lengths. */
    private static final int HEADER_BYTES = 30;

    private static final int HEADER = 0x04034b50;
    private static final int FLAGS_AT = 6;
    private static final int NAME_LENGTH_AT = 26;
    private static final int EXTRA_LENGTH_AT = 28;

    /** The flag of an entry whose sizes stand in a descriptor behind it. */
    private static final int DESCRIBED_BEHIND = 1 << 3;

    private static final int DESCRIPTOR = 0x08074b50;

    /** Where an entry's bytes lie in the file; {@code crc} is 0 where its writer did without. */
    record Range(long start, long size, long crc) {
        long end() {
            return start + size;
        }
    }

    private final Path file;
    private final SeekableByteChannel channel;

    private StoredEntries(Path file, SeekableByteChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * The entries by name.
     *
     * @throws dev.bunrui.message.RequestException if an entry is compressed or encrypted, or the zip is not sound
     */
    static Map<String, Range> of(Path file, SeekableByteChannel channel) throws IOException {
        return new StoredEntries(file, channel).read();
    }

    private Map<String, Range> read() throws IOException {
        Map<String, Range> entries = new HashMap<>();
        List<ZipArchiveEntry> inPlace = directory();
        inPlace.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
        long free = 0;
        for (ZipArchiveEntry entry : inPlace) {
            Range range = new Range(entry.getDataOffset(), entry.getSize(), entry.getCrc());
            boolean plain = entry.getMethod() == ZipArchiveEntry.STORED
                    && !entry.getGeneralPurposeBit().usesEncryption()
                    && range.size() == entry.getCompressedSize();
            if (!plain || range.start() < 0 || range.size() < 0 || range.size() > channel.size() - range.start()) {
                throw TorchFile.refusal("torch.entry", file, entry.getName());
            }
            checkHeader(entry, range);
            if (entry.getLocalHeaderOffset() < free || entries.put(entry.getName(), range) != null) {
                throw garbled();
            }
            free = range.end();
        }
        return entries;
    }

    private List<ZipArchiveEntry> directory() throws IOException {
        LimitedChannel limited = new LimitedChannel(channel);
        try {
            // Not closed: that would close the channel, which is still needed.
            ZipFile zip = ZipFile.builder().setSeekableByteChannel(limited).get();
            return new ArrayList<>(Collections.list(zip.getEntries()));
        } catch (IOException | RuntimeException unsound) {
            // The library throws the same for a disk that fails as for a zip that it cannot make sense of.
            if (limited.failure().isPresent()) {
                throw limited.failure().get();
            }
            throw garbled();
        }
    }

    private void checkHeader(ZipArchiveEntry entry, Range range) throws IOException {
        long at = entry.getLocalHeaderOffset();
        ByteBuffer header = read(at, HEADER_BYTES);
        int flags = header.getShort(FLAGS_AT);
        int nameLength = Short.toUnsignedInt(header.getShort(NAME_LENGTH_AT));
        int extraLength = Short.toUnsignedInt(header.getShort(EXTRA_LENGTH_AT));
        byte[] name = read(at + HEADER_BYTES, nameLength).array();
        boolean same = header.getInt(0) == HEADER
                && at + HEADER_BYTES + nameLength + extraLength == range.start()
                && new String(name, StandardCharsets.UTF_8).equals(entry.getName());
        boolean described = (flags & DESCRIBED_BEHIND) == 0
                || range.size() == 0
                || read(range.end(), Integer.BYTES).getInt(0) == DESCRIPTOR;
        if (!same || !described) {
            throw garbled();
        }
    }

    private ByteBuffer read(long position, int length) throws IOException {
        if (position < 0 || position > channel.size() - length) {
            throw garbled();
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(position);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw garbled();
            }
        }
        return bytes.flip();
    }

    private RuntimeException garbled() {
        return TorchFile.refusal("torch.garbled", file);
    }
}
