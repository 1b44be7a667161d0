package dev.bunrui.adapter;

import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.Batch;
import dev.bunrui.torch.Kernels.Use;
import dev.bunrui.torch.LinearHead;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A backbone with an adapter and a head: texts to logits. */
public final class LoraClassifier implements AutoCloseable {
    /** Tokens of one inference batch, fillers included: enough to keep the device busy, little enough for any machine. */
    public static final int BATCH_TOKENS = 8192;

    private final Backbone backbone;
    private final Scope scope;
    private final Adapter adapter;
    private final LinearHead head;

    /** Takes the backbone over: closing the classifier closes it. */
    public LoraClassifier(Backbone backbone, AdapterWeights weights) {
        this.backbone = backbone;
        this.scope = Scope.open(backbone.device());
        this.adapter = Adapter.load(scope, backbone, weights);
        this.head = new LinearHead(backbone.device());
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

    /**
     * The logits of texts, [texts][classes], in the order of the texts. Texts of like length share a batch.
     *
     * @param texts token ids; a text without any gets the same answer as {@link #filler} alone
     * @param done hears after each batch how many texts are done; what it throws ends the work
     */
    public float[][] logits(List<int[]> texts, IntConsumer done) {
        return read(texts, done, (scope, states) -> head.logits(scope, states, adapter.head()));
    }

    /** What the head reads of texts, [texts][hidden], otherwise as {@link #logits}. */
    public float[][] states(List<int[]> texts, IntConsumer done) {
        return read(texts, done, head::states);
    }

    private float[][] read(List<int[]> texts, IntConsumer done, BiFunction<Scope, Tensor, Tensor> reading) {
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
                    byLength.subList(next, Math.min(byLength.size(), next + Math.max(1, BATCH_TOKENS / width)));
            float[] flat = readBatch(rows.stream().map(texts::get).toList(), reading);
            int each = flat.length / rows.size();
            for (int row = 0; row < rows.size(); row++) {
                results[rows.get(row)] = Arrays.copyOfRange(flat, row * each, (row + 1) * each);
            }
            next += rows.size();
            done.accept(next);
        }
        return results;
    }

    private float[] readBatch(List<int[]> texts, BiFunction<Scope, Tensor, Tensor> reading) {
        try (Scope batchScope = scope.child()) {
            Batch batch =
                    Batch.of(batchScope, texts, filler(), backbone.config().maxPositions());
            int last = backbone.layers() - 1;
            Tensor states = backbone.embed(batchScope, batch);
            for (int layer = 0; layer < last; layer++) {
                Tensor before = states;
                states = backbone.layer(batchScope, Use.INFERENCE, layer, before, adapter.deltas(layer), false);
                before.close();
            }
            Tensor read = backbone.last(batchScope, Use.INFERENCE, states, batch, adapter.deltas(last), false);
            return reading.apply(batchScope, read).floats();
        }
    }

    @Override
    public void close() {
        head.close();
        scope.close();
        backbone.close();
    }
}
