package dev.bunrui.experiment.sweep;

import dev.bunrui.experiment.DiskNeed;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.TimeNeed;
import dev.bunrui.experiment.Workload;
import dev.bunrui.llm.ModelConfig;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a sweep is likely to take.
 *
 * @param seconds of all its runs, one after the other
 * @param measured whether the speed of every model is known from an earlier run, and not from the machine's alone
 * @param bytes that the runs leave on the disk
 */
public record SweepCost(double seconds, boolean measured, long bytes) {
    /**
     * Adds up a grid's runs.
     *
     * @param loaded where the models' folders are known
     * @param speed tokens a second in training of an earlier run of the same model; empty if there is none
     * @param flops operations a second that the machine reaches in matrix products in a run's precision
     */
    public static SweepCost of(
            Grid grid,
            Loaded loaded,
            Function<RunSettings, OptionalDouble> speed,
            Function<RunSettings, Double> flops) {
        double seconds = 0;
        long bytes = 0;
        boolean measured = true;
        for (Combination run : grid.runs()) {
            RunSettings settings = run.settings();
            ModelConfig model = loaded.model(settings.model()).config();
            Workload workload = run.workload();
            OptionalDouble known = speed.apply(settings);
            measured &= known.isPresent();
            seconds += (known.isPresent()
                            ? TimeNeed.measured(settings, workload, known.getAsDouble())
                            : TimeNeed.of(model, settings, workload, flops.apply(settings)))
                    .seconds();
            bytes += DiskNeed.of(model, settings, workload);
        }
        return new SweepCost(seconds, measured, bytes);
    }
}
