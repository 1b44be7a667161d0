package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a run's event log while some process writes it, reading only what is new. A run that goes on from a saved state
 * takes back what it logged after that state; this is noticed, and all is read again.
 */
public final class EventTail {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 1 << 20;

    private final Path file;
    private long position;
    private byte[] lastLine = {};
    private @Nullable RequestException damage;

    public EventTail(RunFolder folder) {
        this.file = folder.events();
    }

    /**
     * What a reading brought.
     *
     * @param anew what was read before no longer holds: these are all events there are
     * @param readings of the device, in the order of their steps
     * @param damage the sentence for a line that is no event; what comes after it is not read
     */
    public record News(
            boolean anew, List<LoggedEvent> events, List<Reading> readings, Optional<RequestException> damage) {
        /** Nothing new. */
        public static final News NONE = new News(false, List.of(), List.of(), Optional.empty());
    }

    /**
     * Reads whole lines as far as there are some; a line that is still being written waits for the next time.
     *
     * @throws RequestException if the log cannot be read, or has a line that is no event
     */
    public News read() {
        News news = readUpToDamage();
        news.damage().ifPresent(garbled -> {
            throw garbled;
        });
        return news;
    }

    /**
     * Reads as {@link #read} does, and of a log with a line that is no event what stands before that line.
     *
     * @throws RequestException if the log cannot be read
     */
    public News readUpToDamage() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            boolean anew = !stillThere(channel);
            if (anew) {
                begin();
            }
            damage = null;
            List<LoggedEvent> events = new ArrayList<>();
            List<Reading> readings = new ArrayList<>();
            for (byte[] piece = piece(channel); piece.length > 0 && damage == null; piece = piece(channel)) {
                parse(piece, events, readings);
            }
            return new News(anew, events, readings, Optional.ofNullable(damage));
        } catch (NoSuchFileException notYet) {
            boolean anew = position > 0;
            begin();
            return new News(anew, List.of(), List.of(), Optional.empty());
        } catch (IOException failure) {
            throw new RequestException(EventTail.class, "manifest.unreadable", file, new SystemReason(failure));
        }
    }

    private void begin() {
        position = 0;
        lastLine = new byte[0];
    }

    private boolean stillThere(FileChannel channel) throws IOException {
        byte[] there = new byte[lastLine.length];
        return channel.size() >= position
                && fill(channel, there, position - lastLine.length) == there.length
                && Arrays.equals(there, lastLine);
    }

    /** Whole lines from the position on, as many as a buffer holds; empty if there is no whole one. */
    private byte[] piece(FileChannel channel) throws IOException {
        byte[] bytes = new byte[(int) Math.min(PIECE, Math.max(0, channel.size() - position))];
        int end = fill(channel, bytes, position);
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static int fill(FileChannel channel, byte[] bytes, long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int got = 0;
        while (got >= 0 && buffer.hasRemaining()) {
            got = channel.read(buffer, from + buffer.position());
        }
        return buffer.position();
    }

    private void parse(byte[] lines, List<LoggedEvent> events, List<Reading> readings) {
        int from = 0;
        for (int at = 0; at < lines.length; at++) {
            if (lines[at] == '\n') {
                byte[] line = Arrays.copyOfRange(lines, from, at + 1);
                if (!parseLine(new String(line, StandardCharsets.UTF_8), events, readings)) {
                    damage = new RequestException(EventTail.class, "events.garbled", file);
                    return;
                }
                lastLine = line;
                from = at + 1;
                position += line.length;
            }
        }
    }

    private static boolean parseLine(String line, List<LoggedEvent> events, List<Reading> readings) {
        try {
            JsonNode node = JSON.readTree(line);
            EventJson.read(node)
                    .ifPresent(
                            event -> events.add(new LoggedEvent(EventJson.time(node), event, EventJson.memory(node))));
            EventJson.reading(node).ifPresent(readings::add);
            return true;
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            return false;
        }
    }
}
