package dev.bunrui.service.slurm;

import dev.bunrui.message.RequestException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Settings for a cluster whose partitions are known: what is likely to do, to begin with. */
final class SlurmProposal {
    private static final int HOUR = 60;
    private static final int MOST_MINUTES = 24 * HOUR;
    private static final int MOST_CPUS = 8;

    /** The planner's figure is for the run alone; what shares the node's memory with it is not in it. */
    private static final double MARGIN = 1.25;

    /** The job's shell, and the process that looks after the workers (measured: less than half of it). */
    private static final long SHELL = 256L << 20;

    private static final long GIB = 1L << 30;

    private SlurmProposal() {}

    /**
     * The partition that is likely to be meant: Slurm's own default if it has cards or none has, or else the one with most
     * cards.
     *
     * @throws RequestException if the cluster has none
     */
    static Partition partition(List<Partition> partitions) {
        return partitions.stream()
                .max(Comparator.comparing(Partition::up)
                        .thenComparing(partition -> partition.gpus() > 0)
                        .thenComparing(Partition::standard)
                        .thenComparing(partition -> partition.gpus() * partition.nodes()))
                .orElseThrow(() -> new RequestException(SlurmProposal.class, "slurm.no-partition"));
    }

    /** A job's cores there. */
    static int cpus(Partition partition) {
        int share = partition.gpus() > 0 ? partition.cpus() / partition.gpus() : partition.cpus();
        return Math.max(1, Math.min(MOST_CPUS, share));
    }

    /** What can be said of jobs in a partition before their need is known. */
    static SlurmSettings of(Partition partition) {
        return of(partition, new SlurmNeed(List.of(), List.of(), 0, 0, 0, Set.of()));
    }

    /** Settings for jobs in a partition. */
    static SlurmSettings of(Partition partition, SlurmNeed need) {
        long wanted = (long) Math.ceil((MARGIN * need.memory() + SHELL) / GIB) * (GIB >> 20);
        return new SlurmSettings(
                "",
                partition.name(),
                "",
                minutes(partition, need),
                partition.gpus() > 0 ? 1 : 0,
                partition.memory() > 0 ? Math.min(wanted, partition.memory()) : wanted,
                cpus(partition),
                0,
                SlurmSettings.REQUEUES,
                0,
                "",
                "",
                "",
                "",
                "");
    }

    /** Three times what is expected, as an hour too much costs less than a job that is begun again; no less than one hour. */
    private static int minutes(Partition partition, SlurmNeed need) {
        double expected = need.loading() + need.longest();
        int wanted = (int) Math.min(MOST_MINUTES, Math.max(HOUR, Math.ceil(3 * expected / 3600) * HOUR));
        return partition.maxMinutes() > 0 ? Math.min(wanted, partition.maxMinutes()) : wanted;
    }
}
