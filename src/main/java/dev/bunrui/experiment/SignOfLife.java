package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code resume/alive.json}: the last sign of life of the process that works on a run. It says itself how soon the next
 * one is due, so that anybody who reads it knows when to worry, whether or not the background's own process lives.
 *
 * @param host the machine's name: a run's folder may be shared, and a process's number says nothing elsewhere
 * @param process the process's number
 * @param started when the process was started: its number may be another's by now
 * @param stage what it was at
 * @param patience without another sign for so long, something is wrong
 */
public record SignOfLife(
        Instant time, String host, long process, Instant started, RunListener.Stage stage, Duration patience) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The system tells a process's start to some hundredths of a second, and not always the same. */
    private static final Duration BLUR = Duration.ofSeconds(2);

    /** A process that is asked to stop does so at its next sign; it is not waited for as long as one that is not. */
    private static final int OBEYS_SOONER = 10;

    /** A sign of this process, now. */
    static SignOfLife now(RunListener.Stage stage, Duration patience) {
        ProcessHandle self = ProcessHandle.current();
        return new SignOfLife(Instant.now(), HostName.OWN, self.pid(), startOf(self), stage, patience);
    }

    /**
     * The last sign of a process that still exists, or that worked on another machine; empty if there is none, or it
     * cannot be read.
     */
    public static Optional<SignOfLife> of(RunFolder folder) {
        if (!Files.exists(folder.signOfLife())) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(folder.signOfLife().toFile());
            SignOfLife sign = new SignOfLife(
                    Instant.parse(root.required("time").asText()),
                    root.path("host").asText(HostName.OWN),
                    root.required("process").asLong(),
                    Instant.parse(root.required("started").asText()),
                    RunListener.Stage.valueOf(root.required("stage").asText().toUpperCase(Locale.ROOT)),
                    Duration.parse(root.required("patience").asText()));
            return sign.elsewhere() || sign.handle().isPresent() ? Optional.of(sign) : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException garbled) {
            return Optional.empty(); // no reason to call a run dead
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    void write(RunFolder folder) {
        ObjectNode root = JSON.createObjectNode();
        root.put("time", time.toString());
        root.put("host", host);
        root.put("process", process);
        root.put("started", started.toString());
        root.put("stage", stage.name().toLowerCase(Locale.ROOT));
        root.put("patience", patience.toString());
        AtomicFile.write(folder.signOfLife(), root.toPrettyString() + "\n");
    }

    /** Whether another machine works on the run: whether its process still exists cannot be asked, only its signs tell. */
    boolean elsewhere() {
        return !host.equals(HostName.OWN);
    }

    /** Whether the next sign is overdue. */
    public boolean overdue(Instant now) {
        return now.isAfter(time.plus(patience));
    }

    /** Whether the process has had time enough to stop since it was asked to, and has not even given a sign. */
    public boolean disobeys(Instant asked, Instant now) {
        Instant last = asked.isAfter(time) ? asked : time;
        return now.isAfter(last.plus(patience.dividedBy(OBEYS_SOONER)));
    }

    /** Ends the process, however stuck it is, if it is this machine's. What it saved stays whole. */
    public void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The process that gave the sign, if it still exists. */
    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(process)
                .filter(known -> !elsewhere())
                .filter(ProcessHandle::isAlive)
                .filter(handle ->
                        Duration.between(started, startOf(handle)).abs().compareTo(BLUR) <= 0);
    }

    private static Instant startOf(ProcessHandle handle) {
        return handle.info().startInstant().orElse(Instant.EPOCH);
    }
}
