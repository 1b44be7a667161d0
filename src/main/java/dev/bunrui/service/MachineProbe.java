package dev.bunrui.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.message.FailureException;
import dev.bunrui.runtime.GpuReport;
import dev.bunrui.runtime.RuntimeChoice;
import dev.bunrui.runtime.VisibleCards;
import dev.bunrui.torch.SystemMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what this machine can do without loading the engine here: another process looks. What it found is kept in a
 * file, and good until the machine or the program is another. Where a CUDA build is to be used but cannot be loaded, or sees
 * no card, the machine is looked at with the build for the processor.
 */
public final class MachineProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MachineProbe.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final long PATIENCE_MINUTES = 5;

    private final AppFolders folders;
    private final Path file;
    private final Path log;
    private final ProvenRuntime runtime;
    private final AtomicReference<@Nullable Process> process = new AtomicReference<>();
    private volatile boolean closed;

    public MachineProbe(AppFolders folders) {
        this.folders = folders;
        this.file = folders.service().resolve("machine.json");
        this.log = folders.service().resolve("machine.log");
        this.runtime = new ProvenRuntime(folders, System.getenv());
    }

    /** What was found before, with the memory that is free now; empty if this machine was not looked at yet. */
    public Optional<Machine> known() {
        return known(runtime.report());
    }

    private Optional<Machine> known(GpuReport gpu) {
        if (!runtime.proven(gpu) || !Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(file.toFile());
            return root.path("of").toString().equals(key(gpu).toString())
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
        GpuReport gpu = runtime.report();
        Optional<Machine> known = known(gpu);
        return known.isPresent() ? known.get() : look(gpu);
    }

    /** Looks even if the machine is known, as when a measurement was disturbed or a build could not be loaded. */
    public synchronized Machine lookAgain() {
        runtime.forget();
        return look(runtime.report());
    }

    /** Whether a card is used, and if not, why; asks the driver, which takes up to seconds where there is one. */
    public GpuReport gpu() {
        return runtime.report();
    }

    /** The same after a build that failed before, or was not tried yet, was tried; that takes some seconds. */
    public synchronized GpuReport gpuAgain() {
        runtime.forget();
        return prove();
    }

    /** The same after what was chosen has been tried, if it was not yet. */
    synchronized GpuReport prove() {
        GpuReport gpu = runtime.report();
        if (runtime.proven(gpu)) {
            return gpu;
        }
        Looked looked = tried(gpu);
        looked.machine().ifPresent(machine -> keep(machine, looked.gpu()));
        return looked.gpu();
    }

    private Machine look(GpuReport wanted) {
        Looked looked = tried(wanted);
        Machine machine = looked.machine()
                .orElseGet(() -> ask(looked.gpu().choice(), log)
                        .orElseThrow(() -> new FailureException(MachineProbe.class, "machine.ended", log)));
        keep(machine, looked.gpu());
        return machine;
    }

    private void keep(Machine machine, GpuReport gpu) {
        if (closed) {
            return; // the folder may be gone with whoever closed
        }
        ObjectNode root = JSON.createObjectNode();
        root.set("of", key(gpu));
        root.set("machine", MachineJson.of(machine));
        try {
            AtomicFile.write(file, root.toPrettyString() + "\n");
        } catch (RuntimeException unwritable) {
            // The answer is good without; it is looked for again next time.
            LOG.info("{} is not kept", file, unwritable);
        }
    }

    /** What came of a look at the cards. */
    private record Looked(GpuReport gpu, Optional<Machine> machine) {}

    /** Tries a CUDA build, and falls back to the one for the processor where it fails; that one is not tried. */
    private Looked tried(GpuReport wanted) {
        if (!wanted.used()) {
            return new Looked(wanted, Optional.empty());
        }
        Optional<Machine> machine = ask(wanted.choice(), runtime.log());
        if (closed) {
            throw new FailureException(
                    MachineProbe.class, "machine.ended", log); // that it ended says nothing of the build
        }
        ProvenRuntime.Found found = machine.map(
                        seen -> Devices.cards(seen) > 0 ? ProvenRuntime.Found.WORKS : ProvenRuntime.Found.BLIND)
                .orElse(ProvenRuntime.Found.UNLOADABLE);
        runtime.note(wanted, found);
        return new Looked(runtime.judged(wanted, found), machine.filter(seen -> found == ProvenRuntime.Found.WORKS));
    }

    private Optional<Machine> ask(RuntimeChoice choice, Path errors) {
        try {
            Process looking = started(choice, errors);
            // A driver that hangs must not hang whoever waits for the answer.
            CompletableFuture.delayedExecutor(PATIENCE_MINUTES, TimeUnit.MINUTES)
                    .execute(looking::destroyForcibly);
            try {
                String line = looking.inputReader(StandardCharsets.UTF_8).readLine();
                if (line != null) {
                    return Optional.of(MachineJson.read(JSON.readTree(line)));
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
        return Optional.empty();
    }

    private Process started(RuntimeChoice choice, Path errors) throws IOException {
        Process begun = JavaProcess.quick(JavaProcess.on(choice, folders, MachineProcess.class))
                .redirectError(errors(errors))
                .start();
        process.set(begun);
        if (closed) {
            close();
        }
        return begun;
    }

    /** A user's folder that cannot be written to is no reason not to look. */
    private ProcessBuilder.Redirect errors(Path errors) {
        try {
            Files.createDirectories(folders.service());
            return Files.isWritable(folders.service())
                    ? ProcessBuilder.Redirect.to(errors.toFile())
                    : ProcessBuilder.Redirect.DISCARD;
        } catch (IOException unwritable) {
            return ProcessBuilder.Redirect.DISCARD;
        }
    }

    /** What the answer depends on. */
    private ObjectNode key(GpuReport gpu) {
        ObjectNode key = JSON.createObjectNode();
        key.put("bunrui", ProgramVersion.text());
        key.put("java", Machine.javaVersion());
        key.put("processor", Machine.processorName());
        key.put("cores", Runtime.getRuntime().availableProcessors());
        key.put("memory", SystemMemory.total());
        key.put("cards", System.getenv().getOrDefault(VisibleCards.VISIBLE, ""));
        key.set("cuda", runtime.key(gpu));
        return key;
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
