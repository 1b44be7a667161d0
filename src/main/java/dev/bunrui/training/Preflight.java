package dev.bunrui.training;

import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.torch.AdamW;
import dev.bunrui.torch.PeakMemory;
import dev.bunrui.torch.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Real work before a training begins: a step with the training examples that take the most memory, and a reading of the
 * validation examples that do. Where the memory does not hold them, that is found out here and not hours later. The adapter
 * is left as it was, and no random number is drawn that the training would have drawn.
 */
final class Preflight {
    /** The first pass also sets the engine up; the second is timed where it does not take too long. */
    private static final double PATIENCE_SECONDS = 10;

    private final LoraClassifier classifier;
    private final TrainingSettings settings;
    private final List<Drawn> train;
    private final List<Drawn> validation;

    Preflight(LoraClassifier classifier, TrainingSettings settings, List<Example> train, List<Example> validation) {
        this.classifier = classifier;
        this.settings = settings;
        this.train = longestFirst(train);
        this.validation = longestFirst(validation);
    }

    /**
     * Finds out. What is computed at once is as much as the memory holds afterwards.
     *
     * @param stop is called before each part of the step; what it throws ends the work
     * @param told hears when the memory ran out in the step
     * @param reading of the validation examples
     */
    TrainingEvent.Rehearsed run(
            BatchGradient gradient,
            Runnable stop,
            Consumer<TrainingEvent.MemoryRanOut> told,
            LoraClassifier.Reading reading) {
        PeakMemory peak = PeakMemory.since(classifier.backbone().device());
        double trained = step(gradient, stop, told);
        OptionalLong ofStep = peak.bytes();
        double read = read(reading);
        double training = settings.epochs() * trained * tokens(train);
        double evaluations = (settings.epochs() + 1) * read * tokens(validation);
        return new TrainingEvent.Rehearsed(
                // A card's memory is given back where a reading did not fit into it.
                LongStream.concat(ofStep.stream(), peak.bytes().stream()).max(),
                trained * tokens(first(train, settings.batchSize())),
                training + evaluations,
                gradient.portion().recomputed());
    }

    /** Seconds a token. */
    private double step(BatchGradient gradient, Runnable stop, Consumer<TrainingEvent.MemoryRanOut> told) {
        AdapterWeights before = classifier.adapter().copy();
        List<Tensor> parameters = classifier.adapter().parameters();
        try (AdamW optimizer = new AdamW(classifier.scope(), parameters, settings.weightDecay())) {
            double seconds = timed(() -> {
                parameters.forEach(Tensor::clearGradient);
                List<Drawn> part = largestPart(gradient.portion());
                gradient.of(part, 0, stop, told);
                return tokens(part);
            });
            optimizer.step(settings.learningRate());
            return seconds;
        } finally {
            parameters.forEach(Tensor::clearGradient);
            classifier.adapter().restore(before);
        }
    }

    /** Of the batch with the longest examples, that which is computed at once and has the most tokens, fillers included. */
    private List<Drawn> largestPart(Portion portion) {
        return MicroBatches.cut(first(train, settings.batchSize()), portion.rows(), portion.tokens()).stream()
                .max(Comparator.comparingInt(part -> part.size() * part.get(0).tokens()))
                .orElseThrow();
    }

    /** Seconds a token. */
    private double read(LoraClassifier.Reading reading) {
        if (validation.isEmpty()) {
            return 0;
        }
        int longest = validation.get(0).tokens();
        return timed(() -> {
            List<Drawn> texts = first(validation, Math.max(1, classifier.tokensAtOnce() / longest));
            classifier.logits(texts.stream().map(drawn -> drawn.example().ids()).toList(), reading);
            return tokens(texts);
        });
    }

    /** Seconds for each of the tokens that the work tells of. */
    private static double timed(IntSupplier work) {
        double seconds = Double.POSITIVE_INFINITY;
        int tokens = 0;
        for (int pass = 0; pass < 2 && (pass == 0 || seconds < PATIENCE_SECONDS); pass++) {
            long start = System.nanoTime();
            tokens = work.getAsInt();
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return seconds / tokens;
    }

    private static List<Drawn> longestFirst(List<Example> examples) {
        return IntStream.range(0, examples.size())
                .mapToObj(number -> new Drawn(examples.get(number), number))
                .sorted(Comparator.comparingInt(Drawn::tokens).reversed())
                .toList();
    }

    private static List<Drawn> first(List<Drawn> examples, int count) {
        return examples.subList(0, Math.min(examples.size(), count));
    }

    private static int tokens(List<Drawn> examples) {
        return examples.stream().mapToInt(Drawn::tokens).sum();
    }
}
