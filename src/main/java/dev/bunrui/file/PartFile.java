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
import java.util.function.LongConsumer;

/**
 * What there is of a file that is being fetched, in one segment or several that grow side by side. How far several have
 * come is noted in a journal beside the file, after the bytes were written, so that what it says is there is there; one
 * alone is as long as its file. May be used from several threads.
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
        this.journal = file.resolveSibling(file.getFileName() + ".segments");
        this.size = size;
        this.heard = heard;
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!readJournal()) {
            long there = channel.size();
            if (there > 0 && there <= size) {
                segments.add(new Segment(0, size, there));
            } else {
                begin(count);
            }
        }
    }

    /** Forgets all that is there. */
    synchronized void begin(int count) throws IOException {
        // In this order: at no moment may there be bytes whose places only a journal that is not there could tell.
        channel.truncate(0);
        Files.deleteIfExists(journal);
        segments.clear();
        long each = (size + count - 1) / count;
        for (long from = 0; from < size || segments.isEmpty(); from += Math.max(1, each)) {
            segments.add(new Segment(from, Math.min(size, from + each), 0));
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
        synchronized (this) {
            segment.done += count;
            unnoted += count;
            if (unnoted >= UNNOTED) {
                note();
            }
            heard.accept(done());
        }
    }

    private void note() {
        if (segments.size() > 1) {
            StringBuilder text = new StringBuilder(VERSION).append('\n');
            segments.forEach(segment -> text.append(segment.from)
                    .append(' ')
                    .append(segment.to)
                    .append(' ')
                    .append(segment.done)
                    .append('\n'));
            AtomicFile.write(journal, text.toString());
        }
        unnoted = 0;
    }

    private boolean readJournal() throws IOException {
        if (!Files.exists(journal)) {
            return false;
        }
        List<String> lines = Files.readAllLines(journal, StandardCharsets.UTF_8);
        long end = 0;
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            if (!line.matches("\\d{1,18} \\d{1,18} \\d{1,18}")) {
                segments.clear();
                return false;
            }
            String[] fields = line.split(" ", 3);
            Segment segment =
                    new Segment(Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]));
            boolean follows = segment.from == end
                    && segment.done <= segment.to - segment.from
                    && (segment.done == 0 || segment.from + segment.done <= channel.size());
            if (!follows) {
                segments.clear();
                return false;
            }
            end = segment.to;
            segments.add(segment);
        }
        boolean sound = end == size && !segments.isEmpty() && lines.get(0).equals(VERSION);
        if (!sound) {
            segments.clear();
        }
        return sound;
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
        if (channel.isOpen()) {
            synchronized (this) {
                note();
            }
            channel.close();
        }
    }
}
