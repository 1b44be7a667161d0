package dev.bunrui.llm;

import static dev.bunrui.llm.CheckpointReading.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files: each gives a sentence, or tensors, and nothing else; never an error of another kind, a deep recursion, or
 * an allocation that the file's size does not explain.
 */
class MutatedCheckpointTest {
    @TempDir
    Path folder;

    @Test
    void tenThousandDamagedFilesAreRefusedOrGiveTheRightTensors() throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (String name : List.of("types.bin", "views.bin", "views.safetensors", "module.bin")) {
            Path original = Fixtures.file("checkpoint/" + name);
            byte[] sound = Files.readAllBytes(original);
            Random random = new Random(name.hashCode());
            Path file = folder.resolve(name);
            for (int i = 0; i < 2250; i++) {
                Files.write(file, mutated(original, sound, random, i % 5));
                String outcome = outcome(file);
                if (outcome.equals("tensors") && name.endsWith(".bin") && i % 5 != 3) {
                    assertSame(original, file, name + ", case " + i);
                }
                outcomes.merge(outcome, 1, Integer::sum);
            }
        }
        Files.copy(Fixtures.file("config-transformers5.json"), folder.resolve("config.json"));
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        Files.copy(Fixtures.file("checkpoint/views.bin"), folder.resolve("1.bin"));
        byte[] index = Archives.ascii(
                "{\"metadata\":{\"total_size\":8.0},\"weight_map\":{\"base\":\"1.bin\",\"rows\":\"1.bin\"}}");
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = index.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(i % 2 == 0 ? 128 : 256);
            }
            Files.write(folder.resolve("pytorch_model.bin.index.json"), damaged);
            outcomes.merge(outcome(() -> ModelFolder.open(folder).checkpoint().names()), 1, Integer::sum);
        }
        assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(10_000);
        assertThat(outcomes)
                .containsKeys(
                        "tensors",
                        "torch.garbled",
                        "torch.forbidden",
                        "torch.view",
                        "safetensors.json",
                        "folder.shardName",
                        "folder.shard",
                        "json.garbled")
                .doesNotContainKey("file.unreadable");
    }

    /** The same tensors, but for damage to the numbers themselves, of which the file cannot know. */
    private static void assertSame(Path original, Path damaged, String which) {
        TensorFile expected = TensorFile.open(original);
        TensorFile actual = TensorFile.open(damaged);
        assertThat(actual.names()).as(which).isEqualTo(expected.names());
        for (String name : expected.names()) {
            TensorFile.Described theirs = expected.describe(name).orElseThrow();
            TensorFile.Described ours = actual.describe(name).orElseThrow();
            assertThat(ours.type()).as(which).isEqualTo(theirs.type());
            assertThat(ours.shape()).as(which).isEqualTo(theirs.shape());
            boolean same =
                    ours.place().map(FileRange::position).equals(theirs.place().map(FileRange::position));
            assertThat(same
                            || actual.find(name)
                                    .orElseThrow()
                                    .bytes()
                                    .equals(expected.find(name).orElseThrow().bytes()))
                    .as(which)
                    .isTrue();
        }
    }

    private static byte[] mutated(Path original, byte[] sound, Random random, int kind) throws IOException {
        byte[] bytes = sound.clone();
        switch (kind) {
            case 0 -> flip(bytes, random, 1 + random.nextInt(8));
            case 1 -> {
                int length = random.nextInt(bytes.length);
                bytes = Arrays.copyOf(bytes, length);
            }
            case 2 -> {
                // A lying length: four or eight bytes of a number anywhere, mostly where headers are.
                int width = random.nextBoolean() ? 4 : 8;
                int at = random.nextInt(bytes.length - width);
                long lie = random.nextInt(3) == 0 ? -1L >>> random.nextInt(64) : random.nextInt(1 << 20);
                ByteBuffer number = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                if (width == 4) {
                    number.putInt(at, (int) lie);
                } else {
                    number.putLong(at, lie);
                }
            }
            case 3 -> {
                // Inside the description, the container being sound.
                if (original.toString().endsWith(".bin")) {
                    byte[] pickle = Archives.entry(original, "data.pkl");
                    flip(pickle, random, 1 + random.nextInt(4));
                    return Archives.withPickle(original, pickle);
                }
                int header = (int)
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
                for (int flips = 0; flips < 3; flips++) {
                    bytes[8 + random.nextInt(header)] = (byte) (32 + random.nextInt(95));
                }
            }
            default -> {
                int from = random.nextInt(bytes.length);
                int to = from + random.nextInt(bytes.length - from);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                out.write(bytes, 0, from);
                if (random.nextBoolean()) {
                    out.write(bytes, from, to - from);
                    out.write(bytes, from, to - from);
                }
                out.write(bytes, to, bytes.length - to);
                bytes = out.toByteArray();
            }
        }
        return bytes;
    }

    private static void flip(byte[] bytes, Random random, int times) {
        for (int i = 0; i < times; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }
}
