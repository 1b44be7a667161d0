package dev.bunrui.experiment;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.TrainingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The first run of a new user: the sample articles and the embedded model, with settings that two cores are done with
 * within a minute. A real run gives the model more text and more time.
 */
public final class Quickstart {
    /** The catalogue's name of the embedded model. */
    public static final String MODEL = "bunrui-mini";

    private Quickstart() {}

    /** The settings; {@code sample} is the folder of the sample articles. */
    public static RunSettings settings(Path sample) {
        return new RunSettings(
                MODEL,
                sample,
                Columns.GUESSED,
                "2",
                384,
                Truncation.BODY,
                new SplitPlan(42, true, Optional.empty(), 1),
                new LoraSettings(16, 32, 0.1, List.of("query_key_value")),
                new TrainingSettings(
                        2e-3,
                        16,
                        OptionalInt.empty(),
                        8,
                        1,
                        0.01,
                        42,
                        TrainingSettings.Recompute.OFF,
                        TrainingSettings.Select.BEST,
                        OptionalInt.empty()),
                "auto",
                "auto",
                WeightFormat.FULL);
    }
}
