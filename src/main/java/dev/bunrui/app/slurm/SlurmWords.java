package dev.bunrui.app.slurm;

import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import dev.bunrui.service.slurm.Job;
import dev.bunrui.service.slurm.Partition;
import dev.bunrui.service.slurm.SeenElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Slurm's things in the window's words. */
public final class SlurmWords {
    private final Texts texts;

    public SlurmWords(Texts texts) {
        this.texts = texts;
    }

    /** Where a job stands, and why it waits or where it runs. */
    public String job(Job job) {
        String state = texts.now("job." + job.state().name().toLowerCase(Locale.ROOT));
        String more = job.state() == Job.State.PENDING ? job.reason() : job.node();
        return more.isEmpty()
                ? texts.now("slurm.job", job.id(), state)
                : texts.now("slurm.job-more", job.id(), state, more);
    }

    /** Where the job of a run stands, and how often it was begun; what was never submitted has nothing to say. */
    public String element(SeenElement element) {
        if (element.job().id().isEmpty()) {
            return "";
        }
        String job = job(element.job());
        return element.begun() > 1 ? texts.now("slurm.begun", job, element.begun()) : job;
    }

    /** A partition's limits. */
    public String limits(Partition partition) {
        List<String> parts = new ArrayList<>();
        parts.add(
                partition.maxMinutes() > 0
                        ? texts.now("slurm.limit-time", Partition.time(partition.maxMinutes()))
                        : texts.now("slurm.no-limit"));
        parts.add(texts.now("slurm.limit-nodes", Figures.count(partition.nodes())));
        if (partition.cpus() > 0) {
            parts.add(texts.now("slurm.limit-cpus", Figures.count(partition.cpus())));
        }
        if (partition.memory() > 0) {
            parts.add(Figures.bytes(partition.memory() << 20));
        }
        parts.add(texts.now("slurm.limit-gpus", Figures.count(partition.gpus())));
        if (!partition.up()) {
            parts.add(texts.now("slurm.down"));
        }
        return String.join(" · ", parts);
    }
}
