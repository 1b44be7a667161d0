package dev.bunrui.experiment;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.TrainingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * All that decides a run.
 *
 * @param model a catalogue id or a folder
 * @param data where the articles are
 * @param template {@code 0}, {@code 1}, {@code 2} or a text with {@code {body}}
 * @param maxLength the greatest number of tokens of an article
 * @param split how the articles are divided
 * @param device {@code auto}, {@code cpu} or {@code cuda:N}
 * @param precision {@code auto}, {@code fp32} or {@code bf16}
 * @param weights how the base model's weights are kept
 */
public record RunSettings(
        String model,
        Path data,
        Columns columns,
        String template,
        int maxLength,
        Truncation truncation,
        SplitPlan split,
        LoraSettings lora,
        TrainingSettings training,
        String device,
        String precision,
        WeightFormat weights) {
    /** The procedure of the experiment that this program began with, for any model and articles: what every option is where nothing else is asked for. */
    public static RunSettings standard(String model, Path data) {
        return new RunSettings(
                model,
                data,
                Columns.GUESSED,
                "2",
                512,
                Truncation.BODY,
                SplitPlan.STANDARD,
                new LoraSettings(32, 16, 0.1, List.of(LoraSettings.AUTO)),
                new TrainingSettings(
                        5e-4,
                        32,
                        OptionalInt.empty(),
                        10,
                        1,
                        0.01,
                        42,
                        TrainingSettings.Recompute.AUTO,
                        TrainingSettings.Select.BEST,
                        OptionalInt.empty()),
                "auto",
                "auto",
                WeightFormat.FULL);
    }

    /**
     * Sees that the model was made for texts of the greatest length.
     *
     * @throws RequestException if it was not
     */
    public void checkLength(ModelConfig model) {
        if (maxLength > model.maxPositions()) {
            throw new RequestException(RunSettings.class, "length.model", maxLength, model.maxPositions());
        }
    }

    /** The same, with what follows from the network's family said. */
    public RunSettings of(ModelConfig network) {
        return new RunSettings(
                model,
                data,
                columns,
                template,
                maxLength,
                truncation,
                split,
                lora.of(network),
                training,
                device,
                precision,
                weights);
    }

    /** The same with other articles. */
    public RunSettings on(Path articles, Columns found) {
        return new RunSettings(
                model,
                articles,
                found,
                template,
                maxLength,
                truncation,
                split,
                lora,
                training,
                device,
                precision,
                weights);
    }

    /** The model's id, or the name of its folder. */
    public String modelName() {
        return String.valueOf(Path.of(model).getFileName());
    }
}
