package dev.bunrui.service.slurm;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.MeasuredSpeed;
import dev.bunrui.experiment.MemoryNeed;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.TimeNeed;
import dev.bunrui.experiment.sweep.Combination;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.llm.ModelCheck;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.torch.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a sweep's runs are likely to need on a node that is not known yet.
 *
 * @param backbones of each run, in the order of the grid: equal for those that can share a loaded model
 * @param seconds that each run's training is likely to take, in the order of the grid
 * @param loading seconds until a job's first run begins to train
 * @param memory in main memory, of the run that needs most, in bytes
 * @param cardMemory on a card, likewise; 0 where none is asked for
 * @param files the articles and models that they read
 */
public record SlurmNeed(
        List<String> backbones, List<Double> seconds, double loading, long memory, long cardMemory, Set<Path> files) {
    /** Operations in a second of a card that is not known, in half of whose peak few are slower (assumed). */
    private static final double CARD_FLOPS = 50e12;

    /** Likewise of a core (assumed); what a node's cores reach is told by its own runs later. */
    private static final double CORE_FLOPS = 30e9;

    /** At which a model is read from a shared file system, in bytes a second (assumed). */
    private static final double READ = 300e6;

    /** The virtual machine, the engine, the articles (measured with the sample's). */
    private static final double BEGIN = 8;

    /** Of a card's memory, and of a node's, before it is known which it is. */
    private static final long FREE = 80L << 30;

    public SlurmNeed {
        backbones = List.copyOf(backbones);
        seconds = List.copyOf(seconds);
        files = Set.copyOf(files);
    }

    /**
     * The need of a grid's runs.
     *
     * @param loaded where the models' folders are known, and the articles' lengths
     * @param cards whether they are computed on cards
     * @param cpus processor cores of a job
     * @param runs a folder with earlier runs, whose speed is taken where they were of the same kind
     */
    public static SlurmNeed of(Grid grid, Loaded loaded, boolean cards, int cpus, Path runs) {
        String device = cards ? "cuda:0" : "cpu";
        Map<String, OptionalDouble> known = new HashMap<>();
        Map<ModelFolder, Long> sizes = new HashMap<>();
        List<String> backbones = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        Set<Path> files = new HashSet<>();
        double loading = 0;
        long memory = 0;
        long cardMemory = 0;
        for (Combination run : grid.runs()) {
            RunSettings settings = run.settings();
            ModelFolder model = loaded.model(settings.model());
            Precision precision = precision(settings, cards);
            OptionalDouble speed = known.computeIfAbsent(
                    String.join("\n", settings.model(), settings.weights().option()),
                    key -> MeasuredSpeed.of(runs, settings.model(), device, precision.option(), settings.weights()));
            TimeNeed time = speed.isPresent()
                    ? TimeNeed.measured(settings, run.workload(), speed.getAsDouble())
                    : TimeNeed.of(
                            model.config(),
                            settings,
                            run.workload(),
                            cards ? CARD_FLOPS : CORE_FLOPS * Math.max(1, cpus));
            seconds.add(time.seconds());
            backbones.add(String.join(
                    "\n",
                    settings.model(),
                    settings.precision(),
                    settings.weights().option(),
                    settings.device()));
            files.add(settings.data().toAbsolutePath().normalize());
            files.add(model.path().toAbsolutePath().normalize());
            long parameters =
                    sizes.computeIfAbsent(model, unread -> ModelCheck.of(unread).parameters());
            loading = Math.max(loading, BEGIN + parameters * (double) precision.bytes() / READ);
            MemoryNeed need =
                    MemoryNeed.of(model.config(), parameters, settings, precision, cards, run.workload(), FREE);
            // The model's files go through main memory on their way to a card.
            memory = Math.max(memory, need.inMainMemory() + (cards ? parameters * precision.bytes() : 0));
            cardMemory = Math.max(cardMemory, cards ? need.onDevice() : 0);
        }
        return new SlurmNeed(backbones, seconds, loading, memory, cardMemory, files);
    }

    private static Precision precision(RunSettings settings, boolean cards) {
        return settings.precision().equals("auto")
                ? cards ? Precision.BF16 : Precision.FP32
                : settings.precision().equals(Precision.BF16.option()) ? Precision.BF16 : Precision.FP32;
    }

    /** Of the longest one. */
    double longest() {
        return seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
