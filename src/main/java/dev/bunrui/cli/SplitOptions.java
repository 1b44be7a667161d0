package dev.bunrui.cli;

import dev.bunrui.corpus.Fold;
import dev.bunrui.corpus.SplitPlan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How articles are divided. */
final class SplitOptions {
    @Option(names = "--stratified", descriptionKey = "option.stratified")
    private boolean stratified;

    @Option(names = "--split-seed", paramLabel = "N", defaultValue = "42", descriptionKey = "option.split-seed")
    private long seed;

    @Option(names = "--fold", paramLabel = "I/K", descriptionKey = "option.fold")
    private @Nullable String fold;

    @Option(names = "--train-share", paramLabel = "X", defaultValue = "1", descriptionKey = "option.train-share")
    private double trainShare;

    /**
     * The plan.
     *
     * @throws dev.bunrui.message.RequestException if a number is out of its range
     */
    SplitPlan plan() {
        return new SplitPlan(seed, stratified, Optional.ofNullable(fold).map(Fold::parse), trainShare);
    }
}
