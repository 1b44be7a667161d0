package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.RequestException;
import dev.bunrui.message.SentenceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thing that another process is sent to do. Its order is a JSON object on standard input: file names of any language
 * would not survive as arguments everywhere. On standard output it says, an object a line, how it comes along and at last
 * what came of it, or a {@link Refusal}. It does not mind if nobody listens any more.
 */
final class Errand implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How often the wait for a word can be given up. */
    private static final long LOOK_MILLIS = 100;

    private final Process process;

    private Errand(Process process) {
        this.process = process;
    }

    /**
     * Sends a process off.
     *
     * @param log takes what it writes to standard error
     * @throws RequestException if it cannot be started
     */
    static Errand send(AppFolders folders, ProcessBuilder builder, Path log) {
        try {
            Files.createDirectories(folders.service());
            return new Errand(builder.redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                    .start());
        } catch (IOException failure) {
            throw AtomicFile.refusal(log, failure);
        }
    }

    /**
     * Waits for the process's last word; empty if it ended without any.
     *
     * @param heard hears every word
     * @param meanwhile is called several times a second: what it throws ends the wait
     * @throws RequestException if the last word is a refusal
     * @throws CancellationException if this thread is interrupted
     */
    Optional<JsonNode> outcome(JsonNode order, Consumer<JsonNode> heard, Runnable meanwhile) {
        @Nullable JsonNode last = null;
        try (Writer to = process.outputWriter(StandardCharsets.UTF_8)) {
            to.write(order + "\n");
        } catch (IOException ended) {
            LOG.debug("what it said before it ended is still to be read", ended);
        }
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = next(from, meanwhile); line != null; line = next(from, meanwhile)) {
                last = JSON.readTree(line);
                heard.accept(last);
            }
        } catch (IOException ended) {
            LOG.info("the process's words ended", ended);
        }
        Optional<RequestException> refused = last == null ? Optional.empty() : Refusal.in(last);
        if (refused.isPresent()) {
            throw refused.get();
        }
        return Optional.ofNullable(last);
    }

    private @Nullable String next(BufferedReader from, Runnable meanwhile) throws IOException {
        try {
            meanwhile.run();
            while (!from.ready() && process.isAlive()) {
                meanwhile.run();
                Thread.sleep(LOOK_MILLIS);
            }
            return from.readLine();
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** Waits until the process is gone, whatever it has open. */
    void awaitGone() {
        try {
            process.waitFor();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process, if it has not ended. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What the process that was sent does. */
    @FunctionalInterface
    interface Task {
        /** Does it, and says its words. */
        void carryOut(JsonNode order, Consumer<JsonNode> words);
    }

    /** The whole of such a process: carries its order out and ends. */
    static void carryOut(Task task) {
        PrintStream out = StandardOutput.forAnswers();
        try {
            task.carryOut(JSON.readTree(System.in), out::println);
            System.exit(0);
        } catch (SentenceException refusal) {
            LOG.info("{}", refusal.getMessage(), refusal);
            out.println(Refusal.of(refusal));
            System.exit(0);
        } catch (IOException | RuntimeException | Error unexpected) {
            // Not left to the virtual machine, which would go on, and be waited for, while the engine has threads.
            LOG.error("unexpected", unexpected);
            System.exit(1);
        }
    }
}
