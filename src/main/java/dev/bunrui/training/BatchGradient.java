package dev.bunrui.training;

import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.message.FailureException;
import dev.bunrui.torch.OutOfMemoryException;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import dev.bunrui.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gradient of a batch, added up part by part. Where the memory does not hold a part, what was added up is dropped and
 * the batch begun again in smaller parts, which stay as small from then on. The optimiser has seen nothing of it by then:
 * the step is the same as if its parts had been smaller from the start.
 */
final class BatchGradient {
    private static final Logger LOG = LoggerFactory.getLogger(BatchGradient.class);

    private final LoraClassifier classifier;
    private final LoraSettings lora;
    private final Randomness randomness;
    private Portion portion;

    BatchGradient(LoraClassifier classifier, LoraSettings lora, Randomness randomness, Portion portion) {
        this.classifier = classifier;
        this.lora = lora;
        this.randomness = randomness;
        this.portion = portion;
    }

    /** What is computed at once now. */
    Portion portion() {
        return portion;
    }

    /**
     * Adds the gradient of the examples' mean cross entropy up in the adapter's parameters, which hold none before.
     *
     * @param before is called before each part; what it throws ends the work
     * @param told hears when the memory ran out, before the batch is begun again
     * @return the sum of the cross entropies, in nats
     * @throws FailureException if the memory does not hold a single example
     */
    double of(List<Drawn> batch, long step, Runnable before, Consumer<TrainingEvent.MemoryRanOut> told) {
        while (true) {
            try (Scope sums = classifier.scope().child()) {
                GradientPass pass = new GradientPass(classifier, lora, portion.recomputed());
                List<Tensor> losses = new ArrayList<>();
                List<List<Drawn>> parts = MicroBatches.cut(batch, portion.rows(), portion.tokens());
                while (losses.size() < parts.size()) {
                    before.run();
                    List<Drawn> part = parts.get(losses.size());
                    try {
                        losses.add(pass.run(
                                sums,
                                part,
                                1f / batch.size(),
                                (number, layer) -> randomness.dropout(step, number, layer)));
                    } catch (OutOfMemoryException full) {
                        told.accept(less(part, full));
                        break;
                    }
                }
                if (losses.size() == parts.size()) {
                    return losses.stream().mapToDouble(loss -> loss.floats()[0]).sum();
                }
            }
        }
    }

    private TrainingEvent.MemoryRanOut less(List<Drawn> part, OutOfMemoryException full) {
        LOG.info(
                "the memory does not hold {} texts of {} tokens at once",
                part.size(),
                part.get(0).tokens(),
                full);
        classifier.adapter().parameters().forEach(Tensor::clearGradient);
        Torch.giveBack(classifier.backbone().device());
        portion = portion.smaller(part, classifier.backbone().layers() - 1)
                .orElseThrow(() -> new FailureException(
                        BatchGradient.class, "memory.one", part.get(0).tokens(), full));
        return new TrainingEvent.MemoryRanOut(false, part.size(), Math.max(1, part.size() / 2), portion.recomputed());
    }
}
