package dev.bunrui.experiment;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.corpus.Columns;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.training.TrainingSettings;
import java.nio.file.Path;

/**
 * All that decides a run.
 *
 * @param model a catalogue id or a folder
 * @param data where the articles are
 * @param template {@code 0}, {@code 1}, {@code 2} or a text with {@code {body}}
 * @param maxLength the greatest number of tokens of an article
 * @param stratified whether the split keeps the classes' shares
 * @param device {@code auto}, {@code cpu} or {@code cuda:N}
 * @param precision {@code auto}, {@code fp32} or {@code bf16}
 */
public record RunSettings(
        String model,
        Path data,
        Columns columns,
        String template,
        int maxLength,
        Truncation truncation,
        boolean stratified,
        LoraSettings lora,
        TrainingSettings training,
        String device,
        String precision) {
    /** The model's id, or the name of its folder. */
    public String modelName() {
        return String.valueOf(Path.of(model).getFileName());
    }
}
