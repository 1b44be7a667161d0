package dev.bunrui.experiment;

import dev.bunrui.llm.ModelConfig;
import dev.bunrui.training.TrainingSettings.Recompute;

/**
 * How long a run is likely to take.
 *
 * @param seconds of the whole run
 * @param measured by the speed of an earlier run of the same model, not by the machine's alone
 */
public record TimeNeed(double seconds, boolean measured) {
    /** Reading, loading, and the engine's first steps. */
    private static final double BEGINNING = 6;

    /** What training reaches of the machine's speed in plain matrix products (measured on processors with the small network). */
    private static final double REACHED = 0.37;

    /** How much longer it takes to bring each layer's weights back from few bits (measured on processors: 0.92 to 1.18). */
    private static final double QUANTISED = 1.1;

    /**
     * By the machine's speed.
     *
     * @param flops floating-point operations a second in matrix products, in the run's precision
     */
    public static TimeNeed of(ModelConfig model, RunSettings settings, Workload workload, double flops) {
        double tokens = Math.max(1, workload.meanTokens());
        ArticleFlops article = ArticleFlops.of(model, tokens);
        double again = settings.training().recompute() == Recompute.ON ? 1 : 0;
        double passes = article.training() / article.forward() + again;
        double longer = settings.weights().restored() ? QUANTISED : 1;
        double forward = flops * REACHED * tokens / article.forward() / longer;
        return new TimeNeed(seconds(settings, workload, forward, passes), false);
    }

    /**
     * By the speed of an earlier run.
     *
     * @param tokensPerSecond in training
     */
    public static TimeNeed measured(RunSettings settings, Workload workload, double tokensPerSecond) {
        return new TimeNeed(seconds(settings, workload, 2 * tokensPerSecond, 2), true);
    }

    /**
     * The time for all that is computed.
     *
     * @param forward tokens a second in the forward pass
     * @param passes what a training step costs in forward passes
     */
    private static double seconds(RunSettings settings, Workload workload, double forward, double passes) {
        int epochs = settings.training().epochs();
        double training = epochs * workload.trainTokens() * passes;
        // Before training and after each epoch, and validation and test of what was kept.
        double evaluation = (epochs + 3) * workload.evaluationTokens();
        return BEGINNING + (training + evaluation) / forward;
    }
}
