package dev.bunrui.service;

import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.gauge.Peak;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.runtime.CardReading;
import java.util.Optional;
import java.util.function.Supplier;

/** What a run's device could reach at most: by its maker where it is a card that is known, or else by what was measured here. */
public final class RunPeak {
    private RunPeak() {}

    /**
     * The peak for a reading of a run; empty where nothing is known of its device.
     *
     * @param machine what is known of this machine; asked for only where no maker tells
     */
    public static Optional<Peak> of(RunManifest run, Reading reading, Supplier<Optional<Machine>> machine) {
        return reading.card()
                .map(CardReading::name)
                .flatMap(name -> Peak.ofCard(name, run.precision()))
                .or(() -> machine.get()
                        .filter(known -> known.device().equals(run.device()))
                        .flatMap(known -> Peak.measured(known.flops(run.precision()))));
    }
}
