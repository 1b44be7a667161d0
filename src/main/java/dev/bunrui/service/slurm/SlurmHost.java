package dev.bunrui.service.slurm;

import dev.bunrui.experiment.RunOptions;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The machine that jobs are submitted from, and Slurm's own commands there; through the system's {@code ssh}, with the
 * user's own configuration and keys, where that is another one.
 *
 * @param name as {@code ssh} knows it; empty: this one
 */
record SlurmHost(String name) {
    /** A controller that is busy is waited for; {@code sbatch} itself tries for some time. */
    private static final long PATIENCE_SECONDS = 90;

    /** How {@code ssh} says that it did not get as far as the command. */
    private static final int SSH_FAILED = 255;

    /** How a shell says that there is no such command. */
    private static final int NO_COMMAND = 127;

    /** What a command came to. */
    record Answer(int code, String out, String err) {
        boolean done() {
            return code == 0;
        }
    }

    /** As {@link #ask(String, List)}, with nothing to say. */
    Answer ask(String... command) {
        return ask("", List.of(command));
    }

    /**
     * Runs a command to its end.
     *
     * @param input what it reads
     * @throws RequestException if there is no such command, the machine cannot be reached, or it does not answer
     */
    Answer ask(String input, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(name.isEmpty() ? command : throughSsh(command));
        // Its words are looked at; they are the same wherever it runs.
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            throw name.isEmpty()
                    ? new RequestException(SlurmHost.class, "slurm.absent", command.get(0))
                    : new RequestException(SlurmHost.class, "slurm.no-ssh");
        }
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> read(process, true));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(process, false));
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException endedBefore) {
                // Its answer says why.
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new RequestException(SlurmHost.class, "slurm.silent", command.get(0), PATIENCE_SECONDS);
            }
            return understood(command.get(0), new Answer(process.exitValue(), out.join(), err.join()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RequestException(SlurmHost.class, "slurm.interrupted", command.get(0));
        } finally {
            process.destroyForcibly();
        }
    }

    private Answer understood(String command, Answer answer) {
        if (answer.code() == NO_COMMAND && !name.isEmpty()) {
            throw new RequestException(SlurmHost.class, "slurm.absent-there", command, name);
        }
        if (answer.code() == SSH_FAILED && !name.isEmpty()) {
            throw new RequestException(SlurmHost.class, "slurm.unreachable", name, lastLine(answer.err()));
        }
        return answer;
    }

    private List<String> throughSsh(List<String> command) {
        // A password could not be typed in anywhere.
        List<String> words =
                new ArrayList<>(List.of("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=15", "--", name));
        words.add(command.stream().map(RunOptions::quoted).collect(Collectors.joining(" ")));
        return words;
    }

    private static String read(Process process, boolean out) {
        try {
            var stream = out ? process.getInputStream() : process.getErrorStream();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            throw new CompletionException(closed);
        }
    }

    /** The last line of a command's words, which says most. */
    static String lastLine(String words) {
        List<String> lines = words.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
    }
}
