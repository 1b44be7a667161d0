package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The append-only record of a run, one JSON object a line. A state that is saved notes how long the log was; going on
 * from it forgets what was logged after, since those steps are taken again: no record is lost or doubled.
 */
final class EventLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;

    private EventLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens a log, keeping its first {@code length} bytes. */
    static EventLog open(Path file, long length) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(length);
            channel.position(channel.size());
            return new EventLog(file, channel);
        } catch (IOException failure) {
            throw AtomicFile.refusal(file, failure);
        }
    }

    /** Appends an event in one write, so that a reader that follows never sees a part of a line for long. */
    void append(ObjectNode event) {
        try {
            ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException failure) {
            throw AtomicFile.refusal(file, failure);
        }
    }

    /** Brings all that was appended to the disk, and says how long the log now is, in bytes. */
    long secured() {
        try {
            channel.force(false);
            return channel.position();
        } catch (IOException failure) {
            throw AtomicFile.refusal(file, failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw AtomicFile.refusal(file, failure);
        }
    }
}
