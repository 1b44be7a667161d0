package dev.bunrui.experiment;

import dev.bunrui.experiment.gauge.Gauge;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.experiment.gauge.Sampler;
import dev.bunrui.training.TrainingEvent;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Watches the device while a run is trained on it. The training's own thread brings what was read into the log, between two
 * events: it belongs to the steps that it stands among, and is taken back with them.
 */
final class Watching implements AutoCloseable {
    private final double flopsPerToken;
    private final Sampler sampler;
    private final Pace pace = new Pace();

    private Watching(double flopsPerToken, Sampler sampler) {
        this.flopsPerToken = flopsPerToken;
        this.sampler = sampler;
    }

    /**
     * Begins to watch.
     *
     * @param device that this process computes on, as the manifest has it
     * @param flopsPerToken operations that training needs for a token
     */
    static Watching of(String device, double flopsPerToken) {
        return new Watching(flopsPerToken, Sampler.of(Gauge.of(device, System.getenv())));
    }

    void hear(TrainingEvent event) {
        pace.hear(event, 0); // what the clock tells is not asked for
    }

    /** What was read since this was last asked. */
    Optional<Reading> news() {
        return sampler.take()
                .map(read -> new Reading(read.time(), pace.step(), flops(), read.processor(), read.card()));
    }

    private OptionalDouble flops() {
        double flops = flopsPerToken * pace.tokensPerSecond();
        return flops > 0 ? OptionalDouble.of(flops) : OptionalDouble.empty();
    }

    @Override
    public void close() {
        sampler.close();
    }
}
