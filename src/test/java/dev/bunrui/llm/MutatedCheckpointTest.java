package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bunrui.message.RequestException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged and hostile files: each gives a sentence, or tensors, and nothing else; never an error of another kind, a deep
 * recursion, or an allocation that the file's size does not explain.
 */
class MutatedCheckpointTest {
    private static final long MOST_BYTES = 64L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    /** The sentence's key, or {@code tensors}. */
    private static String outcome(Path file) {
        return outcome(() -> {
            TensorFile tensors = TensorFile.open(file);
            for (String name : tensors.names()) {
                StoredTensor tensor = tensors.find(name).orElseThrow();
                assertThat(tensor.bytes().remaining())
                        .isEqualTo((int) tensor.elements() * tensor.type().bytes());
            }
        });
    }

    private static String outcome(Runnable reading) {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        String outcome;
        try {
            reading.run();
            outcome = "tensors";
        } catch (RequestException refusal) {
            assertThat(refusal.getMessage()).as("a sentence").hasSizeLessThan(2000);
            outcome = refusal.key();
        }
        assertThat(THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(MOST_BYTES);
        return outcome;
    }

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
        byte[] index =
                ascii("{\"metadata\":{\"total_size\":8.0},\"weight_map\":{\"base\":\"1.bin\",\"rows\":\"1.bin\"}}");
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
                    byte[] pickle = entry(original, "data.pkl");
                    flip(pickle, random, 1 + random.nextInt(4));
                    return withPickle(original, pickle);
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

    @Test
    void aHostilePickleIsRefusedAndNothingIsCalled() throws IOException {
        Path victim = folder.resolve("called");
        String command = "touch " + victim;
        Path sound = Fixtures.file("checkpoint/views.bin");
        Map<String, String> pickles = new LinkedHashMap<>();
        for (String call : List.of(
                "\u0080\u0002cos\nsystem\nX" + length(command) + command + "\u0085R.",
                "\u0080\u0002cposix\nsystem\nX" + length(command) + command + "\u0085R.",
                "\u0080\u0002cbuiltins\neval\nX\u0001\u0000\u0000\u00001\u0085R.",
                "\u0080\u0002c__builtin__\nexec\nX\u0001\u0000\u0000\u00001\u0085R.",
                "\u0080\u0002cbuiltins\nSystemExit\n)R.",
                "\u0080\u0002cdatetime\ndatetime\n)R.",
                "\u0080\u0002csubprocess\nPopen\n)R.",
                "\u0080\u0002ctorch\nload\nX\u0001\u0000\u0000\u00001\u0085R.",
                "\u0080\u0002ctorch._utils\n_rebuild_sparse_tensor\n)R.",
                "\u0080\u0002cjava.lang\nRuntime\n)R.")) {
            pickles.put(call, "torch.forbidden");
        }
        for (String garbled : List.of(
                // Other ways to call something.
                "(S'" + command + "'\nios\nsystem\n.",
                "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093\u008c\u0001a\u0085R.",
                "\u0080\u0002c" + "os\n" + "x".repeat(100_000) + "\n)R.",
                "\u0080\u0002cos\n\u001b[2J\n)R.",
                // A map that is its own key, what would be lost or meant otherwise.
                "\u0080\u0002}q\u0000h\u0000h\u0000s.",
                "\u0080\u0002ccollections\nOrderedDict\n]\u0085R.",
                // Objects without end.
                "\u0080\u0002" + "}".repeat(4_000_000) + ".",
                "\u0080\u0002" + "]".repeat(4_000_000) + ".",
                "\u0080\u0002" + "}".repeat(40_000_000) + ".",
                "\u0080\u0002(" + ")".repeat(4_000_000) + "t.",
                // Lengths beyond all reason.
                "\u0080\u0002X\u00ff\u00ff\u00ff\u007f.",
                "\u0080\u0002X\u00ff\u00ff\u00ff\u00ff.",
                "\u0080\u0004\u008d\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0010.",
                "\u0080\u0004\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.",
                "\u0080\u0002\u008b\u00ff\u00ff\u00ff\u007f.",
                "\u0080\u0004\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.",
                "\u0080\u0002}r\u00ff\u00ff\u00ff\u007f.",
                "\u0080\u0002.",
                ".",
                "")) {
            pickles.put(garbled, "torch.garbled");
        }
        // Deep nesting, a list in itself, a doubling of references: sound, but no tensors by name.
        pickles.put("\u0080\u0002" + "]".repeat(100_000) + "a".repeat(99_999) + ".", "torch.entries");
        pickles.put("\u0080\u0002]q\u0000h\u0000a.", "torch.entries");
        pickles.put(
                "\u0080\u0002]q\u0000" + "(h\u0000h\u0000h\u0000h\u0000eq\u0000".repeat(10_000) + ".", "torch.entries");
        pickles.put(
                "\u0080\u0002]"
                        + "h\u0000\u0086q\u0000"
                                .replace("h\u0000", "q\u0000h\u0000")
                                .repeat(50_000) + ".",
                "torch.entries");
        pickles.put("\u0080\u0002}q\u0000X\u0001\u0000\u0000\u0000ah\u0000s.", "tensors");
        Path file = folder.resolve("hostile.bin");
        for (Map.Entry<String, String> pickle : pickles.entrySet()) {
            Files.write(file, withPickle(sound, ascii(pickle.getKey())));
            String shown =
                    pickle.getKey().substring(0, Math.min(60, pickle.getKey().length()));
            assertThat(outcome(file)).as(shown).isEqualTo(pickle.getValue());
        }
        assertThat(victim).doesNotExist();
    }

    @Test
    void aSmallFileThatSpeaksOfAHugeTensorIsRefused() throws IOException {
        Path sound = Fixtures.file("checkpoint/module.bin");
        String pickle = text(entry(sound, "data.pkl"));
        // The first weight is [2, 3] with strides (3, 1) from 0 of a storage of 6.
        String view = "K\u0000K\u0002K\u0003\u0086q";
        int at = pickle.indexOf(view);
        assertThat(at).isPositive();
        Path file = folder.resolve("huge.bin");
        for (String extents : List.of(
                "K\u0000J\u00ff\u00ff\u00ff\u007fK\u0003\u0086q",
                "K\u0000\u008a\u0007\u0000\u0000\u0000\u0000\u0000\u0000\u0001K\u0003\u0086q",
                "K\u0001K\u0002K\u0003\u0086q",
                "J\u00ff\u00ff\u00ff\u00ffK\u0002K\u0003\u0086q")) {
            Files.write(file, withPickle(sound, ascii(pickle.replace(view, extents))));
            assertThat(outcome(file)).as(extents).isIn("torch.view", "torch.garbled");
        }
        // No number at all, by extents whose product is none.
        String empty = "(\u008a\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0040K\u0002K\u0000t";
        String none = pickle.substring(0, at) + "K\u0000" + empty + pickle.substring(at + view.length() - 1);
        int steps = none.indexOf("K\u0003K\u0001\u0086", at);
        none = none.substring(0, steps) + "(K\u0002K\u0001K\u0001t" + none.substring(steps + 5);
        Files.write(file, withPickle(sound, ascii(none)));
        assertThat(outcome(file)).isEqualTo("torch.view");
        // Strides of 0 make a million times a million numbers of one.
        String strided = pickle.substring(0, at) + "K\u0000J\u0040\u0042\u000f\u0000J\u0040\u0042\u000f\u0000\u0086q"
                + pickle.substring(at + view.length());
        int strides = strided.indexOf("K\u0003K\u0001\u0086", at);
        String zero = strided.substring(0, strides) + "K\u0000K\u0000\u0086" + strided.substring(strides + 5);
        Files.write(file, withPickle(sound, ascii(zero)));
        assertThat(outcome(file)).isEqualTo("torch.view");
    }

    @Test
    void compressedEntriesAndBombsAreRefusedWithoutBeingUnpacked() throws IOException {
        Path file = folder.resolve("bomb.bin");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 512; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertThat(outcome(file)).isEqualTo("torch.entry");
    }

    @Test
    void aZipThatTellsTwoStoriesIsRefused() throws IOException {
        Path original = Fixtures.file("checkpoint/module.bin");
        byte[] sound = Files.readAllBytes(original);
        String text = text(sound);
        int lastOfDirectory = text.lastIndexOf("PK\u0001\u0002");
        int secondHeader = text.indexOf("PK\u0003\u0004", 4);
        int pickle = text.indexOf("ccollections");
        Map<String, byte[]> files = new LinkedHashMap<>();
        // The last entry of the directory lies where the first does; one has another name before it than in the
        // directory, another length of what precedes its bytes, or a number more.
        files.put("overlap", with(sound, lastOfDirectory + 42, 0, 0, 0, 0));
        files.put("name", with(sound, secondHeader + 30, 'A'));
        files.put("place", with(sound, secondHeader + 28, sound[secondHeader + 28] ^ 8));
        files.put("pickle", with(sound, pickle + 1, 'C'));
        for (int each = text.indexOf("PK\u0001\u0002"); each >= 0; each = text.indexOf("PK\u0001\u0002", each + 1)) {
            if (text.startsWith("module/data/0", each + 46) || text.startsWith("archive/data/0", each + 46)) {
                files.put("size", with(sound, each + 20, sound[each + 20] + 2, 0, 0, 0, sound[each + 24] + 2));
            }
        }
        assertThat(files).containsKey("size");
        Path file = folder.resolve("lying.bin");
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            Files.write(file, each.getValue());
            assertThat(outcome(file)).as(each.getKey()).isEqualTo("torch.garbled");
        }
    }

    @Test
    void aZipWithTwoDescriptionsOrWithEntriesWithoutEndIsRefused() throws IOException {
        Path file = folder.resolve("many.bin");
        byte[] pickle = ascii("\u0080\u0002}.");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            store(out, "a/data.pkl", pickle);
            store(out, "b/data.pkl", pickle);
        }
        assertThat(outcome(file)).isEqualTo("torch.garbled");
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            store(out, "a/data.pkl", pickle);
            for (int i = 0; i < 50_000; i++) {
                store(out, Integer.toString(i, Character.MAX_RADIX), new byte[0]);
            }
        }
        assertThat(outcome(file)).isEqualTo("torch.garbled");
    }

    @Test
    void aHeaderOrIndexThatLiesIsRefused() throws IOException {
        Path file = folder.resolve("lying.safetensors");
        for (long length : new long[] {-1, Long.MAX_VALUE, 1L << 40, 100_000_001, 9, 0}) {
            Files.write(
                    file,
                    ByteBuffer.allocate(16)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .putLong(0x7b7b7b7b7b7b7b7bL)
                            .array());
            assertThat(outcome(file)).startsWith("safetensors.");
        }
        byte[] deep = ("{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}").getBytes(StandardCharsets.US_ASCII);
        Files.write(
                file,
                ByteBuffer.allocate(8 + deep.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(deep.length)
                        .put(deep)
                        .array());
        assertThat(outcome(file)).startsWith("safetensors.");
        byte[] wide = ascii("{\"a\":[" + "[],".repeat(3_000_000) + "[]]}");
        Files.write(
                file,
                ByteBuffer.allocate(8 + wide.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(wide.length)
                        .put(wide)
                        .array());
        assertThat(outcome(file)).isEqualTo("safetensors.json");
        Path index = folder.resolve("index.json");
        Files.write(index, wide);
        assertThat(outcome(() -> JsonFile.read(index))).isEqualTo("json.garbled");
        Files.write(index, ascii("{}" + " ".repeat(17_000_000)));
        assertThat(outcome(() -> JsonFile.read(index))).isEqualTo("json.large");
    }

    private static byte[] with(byte[] sound, int at, int... bytes) {
        byte[] changed = sound.clone();
        for (int i = 0; i < bytes.length; i++) {
            changed[at + i] = (byte) bytes[i];
        }
        return changed;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String length(String text) {
        return text(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(text.length())
                .array());
    }

    private static byte[] entry(Path archive, String end) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(each -> each.getName().endsWith(end))
                    .findFirst()
                    .orElseThrow();
            return zip.getInputStream(entry).readAllBytes();
        }
    }

    /** The archive with another {@code data.pkl}, its entries stored as they were. */
    private static byte[] withPickle(Path archive, byte[] pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(archive.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                byte[] content = entry.getName().endsWith("data.pkl")
                        ? pickle
                        : zip.getInputStream(entry).readAllBytes();
                store(out, entry.getName(), content);
            }
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry stored = new ZipEntry(name);
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(content.length);
        stored.setCrc(sum.getValue());
        out.putNextEntry(stored);
        out.write(content);
        out.closeEntry();
    }
}
