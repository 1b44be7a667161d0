package dev.bunrui.adapter;

import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.Batch;
import dev.bunrui.message.FailureException;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.LinearHead;
import dev.bunrui.torch.OutOfMemoryException;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import dev.bunrui.torch.Torch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A backbone with an adapter and a head: texts to logits. */
public final class LoraClassifier implements AutoCloseable {
    /**
     * The system property for the bytes that a classifier's tensors may take beside the frozen weights, counted as {@link
     * Scope} says; with more, the memory is taken to have run out.
     */
    static final String LIMIT = "bunrui.memory-limit";

    /** Tokens of one inference batch, fillers included: enough to keep the device busy, little enough for most machines. */
    public static final int BATCH_TOKENS = 8192;

    private static final Logger LOG = LoggerFactory.getLogger(LoraClassifier.class);

    private final Backbone backbone;
    private final Scope scope;
    private final Adapter adapter;
    private final LinearHead head;
    private int tokensAtOnce = BATCH_TOKENS;

    /** Who follows the reading of texts. */
    @FunctionalInterface
    public interface Reading {
        /** After each batch: how many texts are done. What this throws ends the work. */
        void done(int texts);

        /** The memory did not hold so many texts at once; fewer are read at once from now on, and none is left out. */
        default void halved(int texts, int fewer) {}
    }

    /** Takes the backbone over: closing the classifier closes it. */
    public LoraClassifier(Backbone backbone, AdapterWeights weights) {
        this.backbone = backbone;
        this.scope = Scope.open(backbone.device(), Long.getLong(LIMIT, Long.MAX_VALUE));
        this.adapter = loaded(weights);
        this.head = new LinearHead(backbone.device());
    }

    private Adapter loaded(AdapterWeights weights) {
        try {
            return Adapter.load(scope, backbone, weights);
        } catch (RuntimeException refused) {
            scope.close();
            throw refused;
        }
    }

    public Backbone backbone() {
        return backbone;
    }

    public Adapter adapter() {
        return adapter;
    }

    public LinearHead head() {
        return head;
    }

    /** Where tensors that live as long as the classifier belong. */
    public Scope scope() {
        return scope;
    }

    /** The id that fills up batches; some configurations name one that the embedding has no row for. */
    public int filler() {
        int rows = backbone.config().vocabSize();
        return backbone.config().padId().stream()
                .filter(id -> id < rows)
                .findFirst()
                .orElse(0);
    }

    /** Tokens that are read at once, fillers included: fewer than at first once the memory has run out. */
    public int tokensAtOnce() {
        return tokensAtOnce;
    }

    /** Sets how many tokens are read at once, for who knows already what the memory does not hold. */
    public void tokensAtOnce(int tokens) {
        tokensAtOnce = tokens;
    }

    /**
     * The logits of texts, [texts][classes], in the order of the texts. Texts of like length share a batch. Where the
     * memory does not hold a batch, it is read again by halves.
     *
     * @param texts token ids; a text without any gets the same answer as {@link #filler} alone
     * @throws FailureException if the memory does not hold a single text
     */
    public float[][] logits(List<int[]> texts, Reading reading) {
        return read(texts, reading, (scope, states) -> head.logits(scope, states, adapter.head()));
    }

    /** What the head reads of texts, [texts][hidden], otherwise as {@link #logits}. */
    public float[][] states(List<int[]> texts, Reading reading) {
        return read(texts, reading, head::states);
    }

    private float[][] read(List<int[]> texts, Reading reading, BiFunction<Scope, Tensor, Tensor> answer) {
        List<Integer> byLength = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> texts.get(i).length)
                        .reversed())
                .toList();
        float[][] results = new float[texts.size()][];
        int next = 0;
        while (next < byLength.size()) {
            int width = Math.max(1, texts.get(byLength.get(next)).length);
            List<Integer> rows =
                    byLength.subList(next, Math.min(byLength.size(), next + Math.max(1, tokensAtOnce / width)));
            Optional<float[]> read = readBatch(rows.stream().map(texts::get).toList(), answer);
            if (read.isEmpty()) {
                tokensAtOnce = rows.size() / 2 * width;
                reading.halved(rows.size(), rows.size() / 2);
                continue;
            }
            float[] flat = read.get();
            int each = flat.length / rows.size();
            for (int row = 0; row < rows.size(); row++) {
                results[rows.get(row)] = Arrays.copyOfRange(flat, row * each, (row + 1) * each);
            }
            next += rows.size();
            reading.done(next);
        }
        return results;
    }

    /** Empty if the memory does not hold the texts, and they can be parted. */
    private Optional<float[]> readBatch(List<int[]> texts, BiFunction<Scope, Tensor, Tensor> answer) {
        try {
            return Optional.of(readWhole(texts, answer));
        } catch (OutOfMemoryException full) {
            LOG.info("the memory does not hold {} texts of {} tokens at once", texts.size(), texts.get(0).length, full);
            Torch.giveBack(backbone.device());
            if (texts.size() > 1) {
                return Optional.empty();
            }
            throw new FailureException(LoraClassifier.class, "memory.one", texts.get(0).length, full);
        }
    }

    private float[] readWhole(List<int[]> texts, BiFunction<Scope, Tensor, Tensor> answer) {
        try (Scope batchScope = scope.child()) {
            Batch batch =
                    Batch.of(batchScope, texts, filler(), backbone.config().maxPositions());
            int last = backbone.layers() - 1;
            Tensor states = backbone.embed(batchScope, batch);
            for (int layer = 0; layer < last; layer++) {
                Tensor before = states;
                states = backbone.layer(
                                batchScope, Use.INFERENCE, layer, before, adapter.deltas(layer), Optional.empty())
                        .states();
                before.close();
            }
            Tensor read = backbone.last(
                            batchScope, Use.INFERENCE, states, batch, adapter.deltas(last), Optional.empty())
                    .states();
            return answer.apply(batchScope, read).floats();
        }
    }

    @Override
    public void close() {
        head.close();
        scope.close();
        backbone.close();
    }
}
