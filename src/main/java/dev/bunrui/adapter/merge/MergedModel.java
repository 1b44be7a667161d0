package dev.bunrui.adapter.merge;

import dev.bunrui.adapter.Adapter;
import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.llm.Checkpoint;
import dev.bunrui.llm.CheckpointWriter;
import dev.bunrui.llm.ClassifierConfig;
import dev.bunrui.llm.ElementType;
import dev.bunrui.llm.FloatFormat;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.PlannedTensor;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.message.RequestException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A base model with an adapter's deltas added to its weights and the adapter's head, as Transformers opens it with
 * {@code AutoModelForSequenceClassification}. What is added is computed in fp32 and stored in the type of the base
 * model's own weights, so that a model of bf16 rounds a part of it away; the head stays in fp32.
 */
public final class MergedModel {
    /** The head's name in a checkpoint. */
    private static final String HEAD = "score.weight";

    private final ModelFolder base;
    private final PeftFolder adapter;
    private final Checkpoint checkpoint;
    private final Map<String, Projection> projections = new HashMap<>();

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** So many bytes of all are written; what is thrown here ends the work. */
        void written(long bytes, long all);
    }

    /**
     * Nothing is written yet.
     *
     * @throws RequestException if the adapter does not fit the model, or its weights cannot be read
     */
    public MergedModel(ModelFolder base, PeftFolder adapter) {
        this.base = base;
        this.adapter = adapter;
        this.checkpoint = base.checkpoint();
        ModelConfig network = base.config();
        Adapter.check(network, adapter.weights());
        for (int layer = 0; layer < network.layers(); layer++) {
            for (Projection projection : Projection.of(network)) {
                projections.put(network.layout().layer(layer) + "." + projection.path(), projection);
            }
        }
    }

    /**
     * Writes {@code config.json} and the weights into a folder. No more than one tensor's part is in memory at a time.
     *
     * @param labels the classes in the order of the logits
     * @param padId what {@code config.json} is to call the token that fills up batches
     * @param most bytes of weights in one file
     * @throws RequestException if the folder cannot be written to, or a tensor is missing or misshapen
     */
    public void write(Path folder, List<String> labels, int padId, long most, Progress progress) {
        List<BaseTensor> tensors = base.config().layout().tensors(base.config()).entrySet().stream()
                .map(tensor -> new BaseTensor(checkpoint, tensor.getKey(), tensor.getValue()))
                .toList();
        Set<ElementType> types = tensors.stream().map(BaseTensor::type).collect(Collectors.toSet());
        Optional<ElementType> stored =
                types.size() == 1 ? Optional.of(types.iterator().next()) : Optional.empty();
        Written written = new Written(progress);
        List<PlannedTensor> planned = new ArrayList<>();
        tensors.forEach(tensor -> planned.add(tensor.planned(written.after(change(tensor)))));
        StoredTensor head = adapter.weights().find(AdapterWeights.HEAD).orElseThrow();
        planned.add(PlannedTensor.of(StoredTensor.of(HEAD, head.floats(), head.shape())));
        written.all = planned.stream().mapToLong(PlannedTensor::size).sum();
        CheckpointWriter.write(folder, planned, most);
        ClassifierConfig.write(base, folder, labels, padId, stored);
    }

    private BaseTensor.Change change(BaseTensor tensor) {
        String path = tensor.name().replaceFirst("\\.weight$", "");
        Projection projection = tensor.name().equals(path) ? null : projections.get(path);
        if (projection == null
                || adapter.weights().find(AdapterWeights.down(path)).isEmpty()) {
            return (row, part) -> {};
        }
        FloatFormat format = FloatFormat.of(tensor.type())
                .orElseThrow(() -> new RequestException(
                        ModelConfig.class,
                        "weight.type",
                        tensor.name(),
                        tensor.type().name()));
        return (row, part) -> {
            ByteBuffer bytes = part.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            float[] weights = format.read(bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
            Delta.of(adapter.weights(), adapter.settings().scaling(), path, projection)
                    .orElseThrow()
                    .addTo(weights, row);
            format.write(weights, bytes);
        };
    }

    /** Counts what has passed. */
    private static final class Written {
        private final Progress progress;
        private long bytes;
        private long all;

        Written(Progress progress) {
            this.progress = progress;
        }

        BaseTensor.Change after(BaseTensor.Change change) {
            return (row, part) -> {
                change.apply(row, part);
                bytes += part.remaining();
                progress.written(bytes, all);
            };
        }
    }
}
