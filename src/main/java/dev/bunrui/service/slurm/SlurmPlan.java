package dev.bunrui.service.slurm;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * How Slurm is to work on a sweep.
 *
 * @param partition where
 * @param need of its runs, as far as it can be told beforehand
 * @param settings of its jobs
 * @param elements the names of each job's runs
 * @param atOnce how many jobs are likely to run at the same time, if the partition is free
 * @param seconds until the last one is likely to end then
 */
public record SlurmPlan(
        Partition partition,
        SlurmNeed need,
        SlurmSettings settings,
        List<List<String>> elements,
        int atOnce,
        double seconds) {
    /**
     * Plans.
     *
     * @param runs the names of the runs
     * @param grid the runs themselves, in the same order
     * @param loaded where their models' folders are known
     * @param named the partition that is wanted; empty: the one that is likely to be meant
     * @param choices what a person wants, over what is proposed
     * @param folder with the runs; the speed of earlier ones of the same kind is taken
     * @throws RequestException if the settings cannot be met
     */
    public static SlurmPlan of(
            List<String> runs,
            Grid grid,
            Loaded loaded,
            Cluster cluster,
            String named,
            UnaryOperator<SlurmSettings> choices,
            Path folder) {
        Partition partition = named.isBlank()
                ? SlurmProposal.partition(cluster.partitions())
                : SettingsCheck.find(named, cluster.partitions());
        int gpus = choices.apply(SlurmProposal.of(partition)).gpus();
        SlurmNeed need = SlurmNeed.of(grid, loaded, gpus > 0, SlurmProposal.cpus(partition), folder);
        SlurmSettings settings = choices.apply(SlurmProposal.of(partition, need));
        SettingsCheck.check(settings, cluster.partitions());
        List<Elements.Piece> pieces = IntStream.range(0, runs.size())
                .mapToObj(at -> new Elements.Piece(
                        runs.get(at), need.backbones().get(at), need.seconds().get(at)))
                .toList();
        int room = partition.room(settings.gpus());
        int atOnce = settings.atOnce() > 0 ? Math.min(settings.atOnce(), room) : room;
        List<List<Elements.Piece>> elements = Elements.of(
                pieces,
                need.loading(),
                atOnce,
                60.0 * settings.minutes(),
                settings.runsPerJob(),
                cluster.mostElements());
        if (elements.size() > cluster.mostElements()) {
            throw new RequestException(
                    SlurmPlan.class,
                    "plan.elements",
                    Integer.toString(elements.size()),
                    Integer.toString(cluster.mostElements()));
        }
        return new SlurmPlan(
                partition,
                need,
                settings,
                elements.stream()
                        .map(element ->
                                element.stream().map(Elements.Piece::run).toList())
                        .toList(),
                Math.min(atOnce, elements.size()),
                Elements.end(elements, need.loading(), atOnce));
    }
}
