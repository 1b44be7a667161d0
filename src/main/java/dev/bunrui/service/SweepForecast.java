package dev.bunrui.service;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.MeasuredSpeed;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.experiment.sweep.SweepCost;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a sweep is likely to take of this machine.
 *
 * @param cost of all its runs
 * @param atOnce how many of them are worked on at once
 * @param room that is free on the disk of the runs, in bytes
 * @param disk a folder on that disk
 */
public record SweepForecast(SweepCost cost, int atOnce, long room, Path disk) {
    /**
     * Reckons with the speed of earlier runs where there are any, and with the machine's where there are none.
     *
     * @param loaded where the models' folders are known
     * @param devices that are worked on at once
     * @param runs the folder that the runs are to be in; it need not exist yet
     */
    public static SweepForecast of(Grid grid, Loaded loaded, Machine machine, int devices, Path runs) {
        Map<String, OptionalDouble> known = new HashMap<>();
        SweepCost cost = SweepCost.of(
                grid,
                loaded,
                settings -> known.computeIfAbsent(
                        String.join(
                                "\n",
                                settings.model(),
                                device(settings, machine),
                                precision(settings, machine),
                                settings.weights().option()),
                        key -> MeasuredSpeed.of(
                                runs,
                                settings.model(),
                                device(settings, machine),
                                precision(settings, machine),
                                settings.weights())),
                settings -> machine.flops(precision(settings, machine)));
        Path disk = existing(runs);
        return new SweepForecast(
                cost, Math.min(devices, grid.runs().size()), disk.toFile().getUsableSpace(), disk);
    }

    /** Until the last run is finished. */
    public double seconds() {
        return cost.seconds() / atOnce;
    }

    /** Whether the disk has the room. */
    public boolean fits() {
        return cost.bytes() <= room;
    }

    private static String device(RunSettings settings, Machine machine) {
        return machine.deviceFor(settings.device());
    }

    private static String precision(RunSettings settings, Machine machine) {
        return machine.precisionFor(settings.precision());
    }

    private static Path existing(Path folder) {
        Path at = folder.toAbsolutePath();
        while (!at.toFile().exists() && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }
}
