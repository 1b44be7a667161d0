package dev.bunrui.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what this machine can do without loading the engine here: another process looks. What it found is kept in a
 * file, and good until the machine or the program is another.
 */
public final class MachineProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MachineProbe.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AppFolders folders;
    private final Path file;
    private final Path log;
    private final AtomicReference<@Nullable Process> process = new AtomicReference<>();
    private volatile boolean closed;

    public MachineProbe(AppFolders folders) {
        this.folders = folders;
        this.file = folders.service().resolve("machine.json");
        this.log = folders.service().resolve("machine.log");
    }

    /** What was found before, with the memory that is free now; empty if this machine was not looked at yet. */
    public Optional<Machine> known() {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(file.toFile());
            return root.path("of").toString().equals(key().toString())
                    ? Optional.of(MachineJson.read(root.required("machine")).now())
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty(); // it is looked at again
        }
    }

    /**
     * What is known, or else looked at now, which takes some seconds. Of several who ask at once the first one looks.
     *
     * @throws FailureException if the process that looks ended without an answer, or was closed
     */
    public synchronized Machine look() {
        Optional<Machine> known = known();
        return known.isPresent() ? known.get() : lookAgain();
    }

    /** Looks even if the machine is known, as when a measurement was disturbed. */
    public synchronized Machine lookAgain() {
        Machine machine = ask();
        if (closed) {
            return machine; // the folder may be gone with whoever closed
        }
        ObjectNode root = JSON.createObjectNode();
        root.set("of", key());
        root.set("machine", MachineJson.of(machine));
        try {
            AtomicFile.write(file, root.toPrettyString() + "\n");
        } catch (RuntimeException unwritable) {
            // The answer is good without; it is looked for again next time.
            LOG.info("{} is not kept", file, unwritable);
        }
        return machine;
    }

    private Machine ask() {
        try {
            Process looking = started();
            try {
                String line = looking.inputReader(StandardCharsets.UTF_8).readLine();
                if (line != null) {
                    return MachineJson.read(JSON.readTree(line));
                }
            } finally {
                process.set(null);
                looking.destroyForcibly(); // it has said all that it had to say
            }
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            LOG.info("the machine's own words", garbled);
        } catch (IOException ended) {
            LOG.info("while the machine was looked at", ended);
        }
        throw new FailureException(MachineProbe.class, "machine.ended", log);
    }

    private Process started() throws IOException {
        Process begun = JavaProcess.quick(folders, MachineProcess.class)
                .redirectError(errors())
                .start();
        process.set(begun);
        if (closed) {
            close();
        }
        return begun;
    }

    /** A user's folder that cannot be written to is no reason not to look. */
    private ProcessBuilder.Redirect errors() {
        try {
            Files.createDirectories(folders.service());
            return Files.isWritable(folders.service())
                    ? ProcessBuilder.Redirect.to(log.toFile())
                    : ProcessBuilder.Redirect.DISCARD;
        } catch (IOException unwritable) {
            return ProcessBuilder.Redirect.DISCARD;
        }
    }

    /** What the answer depends on. */
    private static ObjectNode key() {
        ObjectNode key = JSON.createObjectNode();
        key.put("bunrui", ProgramVersion.text());
        key.put("java", Machine.javaVersion());
        key.put("processor", Machine.processorName());
        key.put("cores", Runtime.getRuntime().availableProcessors());
        key.put("memory", SystemMemory.total());
        key.put("cards", System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", ""));
        key.put("library", System.getenv().getOrDefault("PYTORCH_LIBRARY_PATH", ""));
        key.put("driver", driver());
        return key;
    }

    private static String driver() {
        try {
            return Files.isReadable(NvidiaDriver.VERSION)
                    ? Files.readString(NvidiaDriver.VERSION).strip()
                    : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Ends the process that looks, if there is one. */
    @Override
    public void close() {
        closed = true;
        Process current = process.getAndSet(null);
        if (current != null) {
            current.destroyForcibly();
        }
    }
}
