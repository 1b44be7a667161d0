package dev.bunrui.service.slurm;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a sweep asks of Slurm, for each element of its job array. An empty text or a 0 leaves the choice to Slurm.
 *
 * @param host a machine that jobs may be submitted from, as the user's own {@code ssh} knows it; empty: this one
 * @param partition where the jobs are to run
 * @param account who is to pay for them
 * @param minutes after which Slurm ends a job; it is begun again, and goes on where it stood
 * @param gpus cards of each job
 * @param memory of each job in main memory, in MiB
 * @param cpus processor cores of each job
 * @param atOnce how many jobs may run at the same time
 * @param requeues how often a job that was ended before its end is begun again
 * @param runsPerJob how many runs of the same model a job works on, one after the other; 0: as many as is quickest
 * @param modules environment modules that are to be loaded, parted by spaces
 * @param preamble lines of shell that come before Bunrui is started
 * @param extra further options of {@code sbatch}, parted by spaces
 * @param program Bunrui's folder on the nodes; empty: where it is here
 * @param java the virtual machine on the nodes; empty: where it is here
 */
public record SlurmSettings(
        String host,
        String partition,
        String account,
        int minutes,
        int gpus,
        long memory,
        int cpus,
        int atOnce,
        int requeues,
        int runsPerJob,
        String modules,
        String preamble,
        String extra,
        String program,
        String java) {
    /** Jobs of short partitions are begun again many times. */
    public static final int REQUEUES = 10;

    /** All is left to Slurm. */
    public static final SlurmSettings NONE =
            new SlurmSettings("", "", "", 0, 0, 0, 0, 0, REQUEUES, 0, "", "", "", "", "");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** These settings, submitted from another machine, with what was last said of how Bunrui is to be started there. */
    public SlurmSettings at(String machine, SlurmSettings last) {
        return new SlurmSettings(
                machine,
                partition,
                last.account,
                minutes,
                gpus,
                memory,
                cpus,
                last.atOnce,
                last.requeues,
                last.runsPerJob,
                last.modules,
                last.preamble,
                last.extra,
                last.program,
                last.java);
    }

    /** The names in {@link #modules}. */
    List<String> moduleNames() {
        return words(modules);
    }

    /** The words in {@link #extra}. */
    List<String> extraOptions() {
        return words(extra);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : SPACES.splitAsStream(text.strip()).toList();
    }
}
