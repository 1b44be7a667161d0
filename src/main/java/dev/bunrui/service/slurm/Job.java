package dev.bunrui.service.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A job as Slurm sees it; of a job array, one of its elements.
 *
 * @param id its number, with its element's: {@code 123_4}
 * @param state Slurm's own word for where it stands
 * @param reason why it waits, or how it ended, in Slurm's words; empty where there is none
 * @param node where it runs or ran; empty before
 * @param elapsed how long it has been running, as Slurm writes times; empty if that is not known
 */
public record Job(String id, State state, String reason, String node, String elapsed) {
    /** What {@code squeue} is asked for, with {@code -r}: a line for each element. */
    static final String SQUEUE = "%i|%T|%r|%N|%M";

    /** What {@code sacct} is asked for. */
    static final String SACCT = "JobID,State,Reason,NodeList,Elapsed";

    private static final int FIELDS = 5;
    private static final Set<String> NO_REASON = Set.of("None", "none", "(null)", "None assigned");

    /** What people are told of a job. */
    static String words(String id) {
        return "Slurm " + id;
    }

    /** Where a job stands. */
    public enum State {
        PENDING,
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED,
        TIMEOUT,
        OUT_OF_MEMORY,
        NODE_FAIL,
        PREEMPTED,
        /** Slurm knows it no more. */
        FORGOTTEN;

        /** Whether Slurm still has to do with it. */
        public boolean alive() {
            return this == PENDING || this == RUNNING;
        }

        /** Slurm's word, which may be one of many that make no difference here. */
        static State of(String word) {
            String first = word.strip().split("[ +]", 2)[0].toUpperCase(Locale.ROOT);
            return switch (first) {
                case "PENDING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT", "RESV_DEL_HOLD" -> PENDING;
                case "RUNNING",
                        "CONFIGURING",
                        "COMPLETING",
                        "SUSPENDED",
                        "STOPPED",
                        "SIGNALING",
                        "STAGE_OUT",
                        "RESIZING" -> RUNNING;
                case "COMPLETED" -> COMPLETED;
                case "CANCELLED", "REVOKED" -> CANCELLED;
                case "TIMEOUT", "DEADLINE" -> TIMEOUT;
                case "OUT_OF_MEMORY" -> OUT_OF_MEMORY;
                case "NODE_FAIL", "BOOT_FAIL" -> NODE_FAIL;
                case "PREEMPTED" -> PREEMPTED;
                default -> FAILED;
            };
        }
    }

    /** The jobs that {@code squeue} or {@code sacct} tells of; lines that cannot be understood are left out. */
    static List<Job> read(String lines) {
        List<Job> jobs = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            String[] fields = line.strip().split("\\|", -1);
            if (fields.length >= FIELDS && fields[0].matches("\\d+(_\\d+)?")) {
                jobs.add(new Job(
                        fields[0], State.of(fields[1]), reason(fields[2]), reason(fields[3]), fields[4].strip()));
            }
        }
        return jobs;
    }

    private static String reason(String text) {
        return NO_REASON.contains(text.strip()) ? "" : text.strip();
    }
}
