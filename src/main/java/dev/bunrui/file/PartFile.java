package dev.bunrui.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;

/**
 * What there is of a file that is being fetched, in one segment or several that grow side by side. How far several have
 * come is noted in a journal beside the file, after the bytes were forced to the disk, so that what it says is there is
 * there even after the power failed; one alone is as long as its file. May be used from several threads.
 */
final class PartFile implements AutoCloseable {
    private static final String VERSION = "segments 1";

    /** As many bytes may be fetched again after a process was killed. */
    private static final long UNNOTED = 4 << 20;

    private final Path file;
    private final Path journal;
    private final long size;
    private final FileChannel channel;
    private final LongConsumer heard;
    private final List<Segment> segments = new ArrayList<>();
    private final Object noting = new Object();
    private long unnoted;

    /** A run of the file's bytes, of which the first {@code done} are there. */
    static final class Segment {
        private final long from;
        private final long to;
        private long done;

        private Segment(long from, long to, long done) {
            this.from = from;
            this.to = to;
            this.done = done;
        }
    }

    /**
     * Goes on with what is there, or begins.
     *
     * @param size of the whole file
     * @param count how many segments to begin with
     * @param heard hears how many bytes there are
     */
    PartFile(Path file, long size, int count, LongConsumer heard) throws IOException {
        this.file = file;
        this.journal = journal(file);
        this.size = size;
        this.heard = heard;
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        segments.addAll(journal(journal, size, channel.size()));
        if (segments.isEmpty()) {
            long there = channel.size();
            // Of a file with a journal only the journal tells which bytes are there.
            if (there > 0 && there <= size && !Files.exists(journal)) {
                segments.add(new Segment(0, size, there));
            } else {
                begin(count);
            }
        }
    }

    /** Forgets all that is there. */
    void begin(int count) throws IOException {
        // In this order: at no moment may there be bytes whose places only a journal that is not there could tell.
        channel.truncate(0);
        Files.deleteIfExists(journal);
        synchronized (this) {
            segments.clear();
            long each = (size + count - 1) / count;
            for (long from = 0; from < size || segments.isEmpty(); from += Math.max(1, each)) {
                segments.add(new Segment(from, Math.min(size, from + each), 0));
            }
        }
        note();
    }

    List<Segment> segments() {
        return List.copyOf(segments);
    }

    /** Where in the file the segment's next byte belongs. */
    synchronized long next(Segment segment) {
        return segment.from + segment.done;
    }

    /** Where the segment ends, exclusive. */
    long end(Segment segment) {
        return segment.to;
    }

    /** How many bytes there are. */
    synchronized long done() {
        return segments.stream().mapToLong(segment -> segment.done).sum();
    }

    /** Forgets what a segment has, which is the only one. */
    synchronized void again(Segment segment) throws IOException {
        segment.done = 0;
        channel.truncate(0);
    }

    /** Adds to a segment, of which so many bytes are missing at least. */
    void write(Segment segment, byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        long at = next(segment);
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
        boolean due;
        synchronized (this) {
            segment.done += count;
            unnoted += count;
            due = unnoted >= UNNOTED;
            unnoted = due ? 0 : unnoted;
            heard.accept(done());
        }
        if (due) {
            note();
        }
    }

    /**
     * Notes how far the segments have come. It is written in place, always at the same length and shorter than a disk's
     * block: that needs no room on a disk that has become full, and is done wholly or not at all; where it was not, the sum
     * at its end tells.
     */
    private void note() throws IOException {
        synchronized (noting) {
            String places = places();
            if (!places.isEmpty()) {
                channel.force(false); // the other segments grow meanwhile
                byte[] bytes = (places + sum(places) + "\n").getBytes(StandardCharsets.US_ASCII);
                try (FileChannel notes =
                        FileChannel.open(journal, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    notes.write(ByteBuffer.wrap(bytes), 0);
                }
            }
        }
    }

    private synchronized String places() {
        if (segments.size() < 2) {
            return "";
        }
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        segments.forEach(segment ->
                text.append(String.format(Locale.ROOT, "%018d %018d %018d\n", segment.from, segment.to, segment.done)));
        return text.toString();
    }

    private static String sum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /**
     * How many bytes of a file there are, whoever fetches it. The file's own length does not tell: of several segments
     * the last begins near its end.
     */
    static long fetched(Path file) throws IOException {
        Path journal = journal(file);
        if (!Files.exists(file)) {
            return 0;
        }
        return Files.exists(journal)
                ? journal(journal, -1, Long.MAX_VALUE).stream()
                        .mapToLong(segment -> segment.done)
                        .sum()
                : Files.size(file);
    }

    private static Path journal(Path file) {
        return file.resolveSibling(file.getFileName() + ".segments");
    }

    /**
     * The segments that a journal tells of; none if there is no journal, or it cannot be of this file.
     *
     * @param size of the whole file; negative if it is not known
     * @param there how long the file is
     */
    private static List<Segment> journal(Path journal, long size, long there) throws IOException {
        List<Segment> segments = new ArrayList<>();
        if (!Files.exists(journal)) {
            return segments;
        }
        String text = Files.readString(journal, StandardCharsets.ISO_8859_1);
        int body = text.lastIndexOf('\n', text.length() - 2) + 1;
        if (!text.startsWith(VERSION + "\n") || !text.substring(body).strip().equals(sum(text.substring(0, body)))) {
            return segments;
        }
        List<String> lines = text.substring(0, body).lines().skip(1).toList();
        long end = 0;
        for (String line : lines) {
            if (!line.matches("\\d{1,18} \\d{1,18} \\d{1,18}")) {
                return List.of();
            }
            String[] fields = line.split(" ", 3);
            Segment segment =
                    new Segment(Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]));
            boolean follows = segment.from == end
                    && segment.done <= segment.to - segment.from
                    && (segment.done == 0 || segment.from + segment.done <= there);
            if (!follows) {
                return List.of();
            }
            end = segment.to;
            segments.add(segment);
        }
        return size < 0 || end == size ? segments : List.of();
    }

    /** Sees that all is on the disk. */
    void force() throws IOException {
        channel.force(true);
    }

    /** Moves the file away, and its journal with it. */
    void moveTo(Path target) throws IOException {
        channel.close();
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(journal);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                note();
            }
        }
    }
}
