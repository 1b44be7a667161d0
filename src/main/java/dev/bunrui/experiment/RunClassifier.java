package dev.bunrui.experiment;

import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.Task;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.llm.NewlineToken;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import java.util.Optional;

/** A finished run, put to use. */
public final class RunClassifier {
    private RunClassifier() {}

    /**
     * Loads the adapter that a run kept, on the model that it was trained on, its weights kept as they were then.
     *
     * @param device as {@link ComputeDevice#of} reads it
     * @param precision as {@link Precision#of} reads it
     * @throws RequestException if the run is not finished, or its adapter or its model cannot be read
     */
    public static ArticleClassifier open(RunFolder folder, ModelLocator models, String device, String precision) {
        return open(folder, models, device, precision, Optional.empty());
    }

    /** As {@link #open(RunFolder, ModelLocator, String, String)}; the weights may be kept otherwise than in training. */
    static ArticleClassifier open(
            RunFolder folder, ModelLocator models, String device, String precision, Optional<WeightFormat> weights) {
        if (!folder.finished()) {
            throw new RequestException(RunClassifier.class, "run.unfinished", folder.path());
        }
        RunManifest manifest = RunManifest.read(folder.manifest());
        RunSettings settings = manifest.settings();
        ComputeDevice computing = ComputeDevice.of(device);
        ModelFolder model = models.locate(settings.model());
        return ArticleClassifier.open(
                folder.adapter(),
                model,
                ofManifest(manifest, model),
                computing,
                Precision.of(precision, computing),
                weights.orElse(settings.weights()));
    }

    /** What a run was trained to tell apart, as its adapter's folder says it, or else its manifest. */
    static Task task(RunFolder folder, RunManifest manifest, ModelFolder model) {
        return Task.read(folder.adapter()).orElseGet(() -> ofManifest(manifest, model));
    }

    static Task ofManifest(RunManifest manifest, ModelFolder model) {
        RunSettings settings = manifest.settings();
        return new Task(
                manifest.labels(),
                new Template(manifest.template()),
                settings.maxLength(),
                settings.truncation(),
                NewlineToken.of(model),
                settings.weights());
    }
}
