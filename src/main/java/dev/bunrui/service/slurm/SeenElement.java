package dev.bunrui.service.slurm;

import java.util.List;

/**
 * An element of a sweep's job array as people see it.
 *
 * @param runs the names of its runs
 * @param job where it stands in Slurm; {@link Job.State#FORGOTTEN} with an empty number if it was never submitted
 * @param begun how often it was begun
 * @param settled whether nothing is to be done for it any more
 */
public record SeenElement(int element, List<String> runs, Job job, int begun, boolean settled) {
    public SeenElement {
        runs = List.copyOf(runs);
    }
}
