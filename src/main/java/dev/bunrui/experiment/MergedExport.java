package dev.bunrui.experiment;

import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.adapter.merge.MergedModel;
import dev.bunrui.classify.Task;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.llm.CheckpointWriter;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.llm.text.PadToken;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.WeightFormat;
import java.nio.file.Path;

/**
 * A finished run as a model of its own: its adapter merged into its base model, with tokenizer, labels, template and a
 * model card, for Transformers and for Bunrui. Whatever the run kept of the base model's weights, the adapter is merged into
 * them as they are in its files. Needs no engine.
 */
public final class MergedExport {
    private MergedExport() {}

    /**
     * Writes the model to a new or empty folder.
     *
     * @param progress hears how far the weights are; what it throws ends the work and leaves nothing behind
     * @throws RequestException if the run is not finished or its base model not here, or the folder has something in it,
     *     is a file for a whole run, or cannot be written
     */
    public static void write(RunFolder run, ModelLocator models, Path folder, MergedModel.Progress progress) {
        if (!run.finished()) {
            throw new RequestException(RunExport.class, "run.unfinished", run.path());
        }
        if (RunExport.isZip(folder)) {
            throw new RequestException(RunExport.class, "export.mergedZip", folder);
        }
        RunManifest manifest = RunManifest.read(run.manifest());
        ModelFolder base = models.locate(manifest.settings().model());
        MergedModel merged = new MergedModel(base, PeftFolder.read(run.adapter()));
        Task task = RunClassifier.task(run, manifest, base).on(WeightFormat.FULL);
        try (TextTokenizer tokenizer = TextTokenizer.open(base, task.newline())) {
            PadToken pad = PadToken.of(base, tokenizer);
            NewFolder.make(folder, inside -> {
                merged.write(inside, task.labels(), pad.id(), CheckpointWriter.SHARD_BYTES, progress);
                TokenizerCopy.write(base, inside, pad);
                task.write(inside);
                AtomicFile.write(inside.resolve("README.md"), ModelCard.of(run, manifest, task, base, pad));
            });
        }
    }
}
