package dev.bunrui.service.slurm;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Has a job look at a node before the sweep is submitted ({@link NodeCheck}): that a folder is not shared is found out here
 * and not by hundreds of jobs. Where the queue is long the sweep is not held up: its jobs wait in the queue for that one.
 */
final class NodeLook {
    private static final long PAUSE_MILLIS = 1000;

    private final Slurm slurm;
    private final SlurmFolder folder;
    private final SlurmScript script;
    private final Duration patience;

    NodeLook(Slurm slurm, SlurmFolder folder, SlurmScript script, Duration patience) {
        this.slurm = slurm;
        this.folder = folder;
        this.script = script;
        this.patience = patience;
    }

    /**
     * Looks.
     *
     * @param waiting told of the job while it is waited for
     * @param stop asked now and then whether to give it up
     * @return the number of the job if it has not been begun in time; empty if all is well
     * @throws RequestException if the node cannot do the work, with the reason
     * @throws StoppedException when asked to stop; nothing is left in the queue
     */
    Optional<String> look(Consumer<Job> waiting, BooleanSupplier stop) {
        String token = UUID.randomUUID().toString();
        AtomicFile.write(NodeCheck.token(folder.path()), token);
        String job = slurm.submit(script.check(token));
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Map<String, Job> jobs = slurm.jobs(List.of(job));
            Job now = jobs.getOrDefault(job, new Job(job, Job.State.FORGOTTEN, "", "", ""));
            if (!now.state().alive()) {
                missing(token, now);
                judge(slurm, folder, job, now);
                return Optional.empty();
            }
            waiting.accept(now);
            if (stop.getAsBoolean()) {
                slurm.cancel(List.of(job));
                throw new StoppedException();
            }
            if (System.nanoTime() > end && now.state() == Job.State.PENDING) {
                return Optional.of(job);
            }
            pause();
        }
    }

    private void missing(String token, Job end) {
        Path said = NodeCheck.missing(folder.path(), token);
        try {
            String file = Files.readString(said);
            Files.delete(said);
            throw new RequestException(NodeLook.class, "node.no-file", end.node(), file);
        } catch (IOException nothingMissing) {
            // What else there is to say, the exit code says.
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    /**
     * Says what a job found that has ended.
     *
     * @throws RequestException if it is something that keeps the sweep from being worked on
     */
    static void judge(Slurm slurm, SlurmFolder folder, String job, Job end) {
        int code = slurm.exitCode(job).orElse(end.state() == Job.State.COMPLETED ? 0 : 1);
        switch (code) {
            case 0 -> {}
            case NodeCheck.NOT_SHARED -> throw refusal("node.not-shared", folder, end);
            case NodeCheck.NO_JAVA -> throw refusal("node.no-java", folder, end);
            case NodeCheck.NOT_WRITABLE -> throw refusal("node.not-writable", folder, end);
            case NodeCheck.NO_ROOM -> throw refusal("node.no-room", folder, end);
            case NodeCheck.NO_LOCKS -> throw refusal("node.no-locks", folder, end);
            case NodeCheck.NO_CARD -> throw refusal("node.no-card", folder, end);
            case NodeCheck.NO_FILE -> throw refusal("node.no-files", folder, end);
            case NodeCheck.NO_PROGRAM -> throw refusal("node.no-program", folder, end);
            default ->
                throw new RequestException(
                        NodeLook.class, "node.failed", job, end.state().name() + " " + code);
        }
    }

    private static RequestException refusal(String key, SlurmFolder folder, Job end) {
        return new RequestException(NodeLook.class, key, end.node().isEmpty() ? "?" : end.node(), folder.path());
    }
}
