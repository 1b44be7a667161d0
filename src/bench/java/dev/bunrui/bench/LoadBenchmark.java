package dev.bunrui.bench;

import dev.bunrui.llm.ModelCheck;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.DeltaSettings;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Loads a backbone: prints the JSON line that {@code peer_load.py} prints, and what the weights are in the precision that
 * is computed in. Arguments: model folder, precision.
 */
public final class LoadBenchmark {
    private LoadBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Precision precision = Precision.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        long start = System.nanoTime();
        ModelFolder model = ModelFolder.open(Path.of(arguments[0]));
        try (Backbone backbone =
                Backbone.load(model, ComputeDevice.of("cpu"), precision, new DeltaSettings(1, 0))) {
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<String, Long> memory = memory();
            System.out.printf(
                    Locale.ROOT,
                    "{\"seconds\": %.2f, \"peak_kib\": %d, \"resident_kib\": %d, \"anonymous_kib\": %d,"
                            + " \"weights_kib\": %d, \"layers\": %d}%n",
                    seconds,
                    memory.get("VmHWM"),
                    memory.get("VmRSS"),
                    memory.get("RssAnon"),
                    ModelCheck.of(model).parameters() * (precision == Precision.BF16 ? 2 : 4) / 1024,
                    backbone.layers());
        }
    }

    private static Map<String, Long> memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.matches("(VmHWM|VmRSS|RssAnon):.*"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> Long.parseLong(line.replaceAll("\\D+", ""))));
    }
}
