package dev.bunrui.bench;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.MemoryNeed;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.llm.ModelCheck;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.torch.Precision;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a run is planned to take on the processor, as one JSON line in MiB; {@code memory.py} runs it as well and measures.
 * Arguments: model folder, articles, then the options of {@code bunrui train} as {@code name=value}; the precision is to be
 * among them.
 */
public final class PlanBenchmark {
    private PlanBenchmark() {}

    public static void main(String[] arguments) {
        Map<String, String> texts = new HashMap<>(Map.of("model", arguments[0]));
        for (int i = 2; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            texts.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        RunSettings settings = RunOptions.parse(texts, Path.of(arguments[1]));
        ModelFolder model = ModelFolder.open(Path.of(arguments[0]));
        try (Loaded loaded = new Loaded(new ModelLocator(Path.of("assets")))) {
            MemoryNeed need = MemoryNeed.of(
                    model.config(),
                    ModelCheck.of(model).parameters(),
                    settings,
                    Precision.valueOf(settings.precision().toUpperCase(Locale.ROOT)),
                    false,
                    loaded.workload(settings),
                    Long.MAX_VALUE);
            double mib = 1 << 20;
            System.out.printf(
                    Locale.ROOT,
                    "{\"weights\": %.1f, \"adapter\": %.1f, \"activations\": %.1f, \"program\": %.1f, \"total\": %.1f}%n",
                    need.weights() / mib,
                    need.adapter() / mib,
                    need.activations() / mib,
                    need.program() / mib,
                    need.onDevice() / mib);
        }
    }
}
