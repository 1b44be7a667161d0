package dev.bunrui.service.slurm;

import java.util.List;

/**
 * What a cluster tells of itself.
 *
 * @param mostElements how many elements a job array may have
 */
public record Cluster(List<Partition> partitions, int mostElements) {
    public Cluster {
        partitions = List.copyOf(partitions);
    }
}
