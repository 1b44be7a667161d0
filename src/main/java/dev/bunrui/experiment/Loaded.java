package dev.bunrui.experiment;

import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.BackboneWeights;
import dev.bunrui.llm.network.DeltaSettings;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Torch;
import dev.bunrui.torch.WeightFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of one process have in common, so that a further run costs its training only: the backbone on its device
 * with its kernels, the articles that were read, and their tokens. One backbone is kept, the last that was asked for. Used
 * by one thread.
 */
public final class Loaded implements AutoCloseable {
    private final ModelLocator models;
    private final String auto;
    private final Map<String, ModelFolder> folders = new HashMap<>();
    private final LoadedArticles articles = new LoadedArticles();
    private final Map<ModelFolder, SortedMap<String, String>> hashes = new HashMap<>();
    private @Nullable Kept kept;

    /** Nothing is loaded yet. */
    public Loaded(ModelLocator models) {
        this(models, ComputeDevice.AUTO);
    }

    /** As {@link #Loaded(ModelLocator)}, for a process that has a device of its own: it is what {@code auto} stands for. */
    public Loaded(ModelLocator models, String auto) {
        this.models = models;
        this.auto = auto;
    }

    private record Key(ModelFolder model, ComputeDevice device, Precision precision, WeightFormat weights) {}

    private record Kept(Key key, BackboneWeights weights) {}

    /**
     * A model's folder; whether its files are as they were is not asked again.
     *
     * @throws dev.bunrui.message.RequestException if there is no such model
     */
    public ModelFolder model(String idOrFolder) {
        return folders.computeIfAbsent(idOrFolder, models::locate);
    }

    /**
     * The device that a run's option stands for here.
     *
     * @throws dev.bunrui.message.RequestException if it is not there
     */
    ComputeDevice device(String option) {
        return ComputeDevice.of(option.equals(ComputeDevice.AUTO) ? auto : option);
    }

    /** SHA-256 of a model's files, read once: of a large model that takes a minute. */
    SortedMap<String, String> hashes(ModelFolder model) {
        return hashes.computeIfAbsent(model, ModelFolder::hashes);
    }

    /** Articles that were read, and their tokens. */
    public LoadedArticles articles() {
        return articles;
    }

    /**
     * The articles of a run, split and tokenised.
     *
     * @throws dev.bunrui.message.RequestException if they cannot be worked with
     */
    Prepared prepared(RunSettings settings, ModelFolder model) {
        return Prepared.of(settings, model, articles);
    }

    /**
     * How much a run reads; what is read for that is kept for it.
     *
     * @throws dev.bunrui.message.RequestException if the articles cannot be worked with
     */
    public Workload workload(RunSettings settings) {
        return Workload.of(prepared(settings, model(settings.model())));
    }

    /**
     * A model on a device; closing it keeps the weights for the next one who asks for the same.
     *
     * @throws dev.bunrui.message.RequestException if a tensor is missing or misshapen
     */
    Backbone backbone(
            ModelFolder model, ComputeDevice device, Precision precision, WeightFormat format, DeltaSettings deltas) {
        Key key = new Key(model, device, precision, format);
        Kept last = kept;
        if (last != null && last.key().equals(key)) {
            return last.weights().with(deltas);
        }
        close(); // before the next one is loaded: there may be no room for both
        BackboneWeights weights = BackboneWeights.load(model, device, precision, format, deltas);
        kept = new Kept(key, weights);
        return weights.with(deltas);
    }

    /** Gives the memory on the device back; what is asked for later is loaded again. */
    @Override
    public void close() {
        Kept last = kept;
        kept = null;
        if (last != null) {
            last.weights().close();
            Torch.giveBack(last.key().device());
        }
    }
}
