package dev.bunrui.experiment;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.TrainingSettings;
import dev.bunrui.training.TrainingSettings.Recompute;
import dev.bunrui.training.TrainingSettings.Select;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** A run small enough for tests: a tiny network, sixty texts of two words' difference, a few steps an epoch. */
public final class TinyRun {
    public static final ModelLocator MODELS = new ModelLocator(Path.of("assets"));
    private static final String MODEL = "src/test/resources/dev/bunrui/llm/network/sequential/model";

    private TinyRun() {}

    /** Texts of three classes; a class shows in which words are frequent. */
    public static Path data(Path folder) throws IOException {
        return data(folder, 60);
    }

    /** So many of them. */
    public static Path data(Path folder, int texts) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int i = 0; i < texts; i++) {
            int label = i % 3;
            for (int word = 0; word < 6 + i % 9; word++) {
                int id = random.nextInt(3) > 0 ? 10 + 15 * label + random.nextInt(15) : 10 + random.nextInt(45);
                csv.append('w').append(id).append(' ');
            }
            csv.append(",class-").append(label).append('\n');
        }
        return Files.writeString(folder.resolve("words.csv"), csv);
    }

    /** A copy of the tiny network's files in a new folder. */
    public static Path model(Path folder) throws IOException {
        Files.createDirectory(folder);
        for (String each : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Files.copy(Path.of(MODEL, each), folder.resolve(each));
        }
        return folder;
    }

    /** Settings for those texts. */
    public static RunSettings settings(Path data, int epochs) {
        return settings(data, epochs, OptionalInt.empty(), WeightFormat.FULL);
    }

    /** The same with so many texts computed at once. */
    public static RunSettings settings(Path data, int epochs, int microBatch) {
        return settings(data, epochs, OptionalInt.of(microBatch), WeightFormat.FULL);
    }

    /** The same with the network's weights kept in few bits. */
    public static RunSettings settings(Path data, int epochs, WeightFormat weights) {
        return settings(data, epochs, OptionalInt.empty(), weights);
    }

    private static RunSettings settings(Path data, int epochs, OptionalInt microBatch, WeightFormat weights) {
        return new RunSettings(
                MODEL,
                data,
                Columns.GUESSED,
                "2",
                32,
                Truncation.BODY,
                SplitPlan.STANDARD,
                new LoraSettings(4, 8, 0.1, List.of("query_key_value")),
                new TrainingSettings(
                        1e-2, 8, microBatch, epochs, 1, 0.01, 42, Recompute.OFF, Select.BEST, OptionalInt.empty()),
                "cpu",
                "fp32",
                weights);
    }

    /** A run that was trained in this process and is finished. */
    public static RunFolder trained(AppFolders folders, String name, Path data, int epochs) {
        return new TrainingRun(new ModelLocator(folders.assets()), "test", new RunListener() {}, () -> false)
                .start(folders.runs(), name, settings(data, epochs))
                .folder();
    }

    /** In a process of its own, printing a line a step: {@code start RUNS DATA EPOCHS WEIGHTS} or {@code resume RUN}. */
    public static void main(String[] arguments) {
        RunListener listener = new RunListener() {
            @Override
            public void event(TrainingEvent event) {
                if (event instanceof TrainingEvent.Stepped step) {
                    System.out.println(step.step());
                }
            }
        };
        TrainingRun run = new TrainingRun(MODELS, "test", listener, () -> false);
        if (arguments[0].equals("start")) {
            Path data = Path.of(arguments[2]);
            run.start(
                    Path.of(arguments[1]),
                    "killed",
                    settings(data, Integer.parseInt(arguments[3]), WeightFormat.valueOf(arguments[4])));
        } else {
            run.resume(new RunFolder(Path.of(arguments[1])));
        }
    }
}
