package dev.bunrui.training;

import dev.bunrui.adapter.Adapter;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Torch;
import dev.bunrui.training.TrainingSettings.Recompute;
import dev.bunrui.training.TrainingSettings.Select;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * One step of the embedded model in a process of its own, {@code MICRO_BATCH MEBIBYTES}: once all is loaded the system gives
 * it no more addresses than so many mebibytes', and the processor's allocator fails. Prints how many texts were computed at
 * once in the end, and a hash of the adapter.
 */
final class StarvedTraining {
    private static final int TEXTS = 16;
    private static final int TOKENS = 250;
    private static final LoraSettings LORA = new LoraSettings(8, 16, 0.1, List.of("query_key_value"));

    private StarvedTraining() {}

    public static void main(String[] arguments) throws Exception {
        int microBatch = Integer.parseInt(arguments[0]);
        long room = Long.parseLong(arguments[1]) << 20;
        Torch.start();
        Torch.threads(1); // a thread that cannot be started would end the process
        TrainingSettings settings = new TrainingSettings(
                1e-3,
                TEXTS,
                OptionalInt.of(microBatch),
                1,
                0,
                0.01,
                42,
                Recompute.OFF,
                Select.LAST,
                OptionalInt.empty());
        ModelFolder model = ModelFolder.open(Path.of("assets/models/bunrui-mini"));
        Backbone backbone = Backbone.load(model, ComputeDevice.CPU, Precision.FP32, LORA.deltas());
        try (LoraClassifier classifier =
                new LoraClassifier(backbone, Adapter.initial(backbone, LORA, 3, settings.seed()))) {
            List<Example> texts = texts();
            classifier.logits(List.of(texts.get(0).ids()), done -> {});
            if (room > 0) {
                starve(room);
            }
            int[] atOnce = {microBatch};
            new Trainer(classifier, settings, LORA, texts, texts.subList(0, 1))
                    .run(
                            new Trainer.States() {
                                @Override
                                public Optional<TrainingState> last() {
                                    return Optional.empty();
                                }

                                @Override
                                public void save(TrainingState state) {}
                            },
                            event -> {
                                if (event instanceof TrainingEvent.MemoryRanOut ran) {
                                    atOnce[0] = ran.fewer();
                                }
                            },
                            () -> false);
            int hash = classifier.adapter().copy().tensors().values().stream()
                    .mapToInt(tensor -> Arrays.hashCode(tensor.floats()))
                    .sum();
            System.out.println("trained " + atOnce[0] + " " + hash);
        }
    }

    private static List<Example> texts() {
        SplittableRandom random = new SplittableRandom(1);
        List<Example> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            texts.add(new Example(random.ints(TOKENS, 10, 8000).toArray(), i % 3));
        }
        return texts;
    }

    private static void starve(long room) throws IOException, InterruptedException {
        long pages =
                Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", 2)[0]);
        String process = Long.toString(ProcessHandle.current().pid());
        Process limit = new ProcessBuilder("prlimit", "--pid", process, "--as=" + (pages * 4096 + room)).start();
        if (limit.waitFor() != 0) {
            throw new IOException("prlimit: " + limit.exitValue());
        }
    }
}
