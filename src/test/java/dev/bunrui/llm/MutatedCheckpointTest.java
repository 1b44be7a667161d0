package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bunrui.message.RequestException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        String outcome;
        try {
            TensorFile tensors = TensorFile.open(file);
            for (String name : tensors.names()) {
                StoredTensor tensor = tensors.find(name).orElseThrow();
                assertThat(tensor.bytes().remaining())
                        .isEqualTo((int) tensor.elements() * tensor.type().bytes());
            }
            outcome = "tensors";
        } catch (RequestException refusal) {
            outcome = refusal.key();
        }
        assertThat(THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(MOST_BYTES);
        return outcome;
    }

    /** 2,500 of each of four files: 10,000. */
    @ParameterizedTest
    @ValueSource(strings = {"types.bin", "views.bin", "views.safetensors", "module.bin"})
    void aDamagedFileIsRefusedOrGivesTensors(String name) throws IOException {
        byte[] sound = Files.readAllBytes(Fixtures.file("checkpoint/" + name));
        Random random = new Random(name.hashCode());
        Map<String, Integer> outcomes = new TreeMap<>();
        Path file = folder.resolve(name);
        for (int i = 0; i < 2500; i++) {
            Files.write(file, mutated(Fixtures.file("checkpoint/" + name), sound, random, i % 5));
            outcomes.merge(outcome(file), 1, Integer::sum);
        }
        assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(2500);
        assertThat(outcomes).as("both kinds of outcome").hasSizeGreaterThan(2).containsKey("tensors");
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
        List<byte[]> pickles = List.of(
                ascii("cos\nsystem\n(U" + (char) command.length() + command + "tR."),
                ascii("\u0080\u0002cposix\nsystem\nX" + length(command) + command + "\u0085R."),
                ascii("\u0080\u0002cbuiltins\neval\nX\u0001\u0000\u0000\u00001\u0085R."),
                ascii("\u0080\u0002cbuiltins\nSystemExit\n)R."),
                ascii("\u0080\u0002cdatetime\ndatetime\n)R."),
                ascii("\u0080\u0002ctorch\nload\nX\u0001\u0000\u0000\u00001\u0085R."),
                ascii("\u0080\u0002cjava.lang\nRuntime\n)R."),
                // Deep nesting, a list in itself, a map that is its own key, a doubling of references.
                ascii("\u0080\u0002" + "]".repeat(100_000) + "a".repeat(99_999) + "."),
                ascii("\u0080\u0002]q\u0000h\u0000a."),
                ascii("\u0080\u0002}q\u0000h\u0000h\u0000s."),
                ascii("\u0080\u0002}q\u0000X\u0001\u0000\u0000\u0000ah\u0000s."),
                ascii("\u0080\u0002]q\u0000" + "(h\u0000h\u0000h\u0000h\u0000eq\u0000".repeat(10_000) + "."),
                ascii("\u0080\u0002]" + "\u0086q\u0000h\u0000".repeat(50_000) + "."),
                // Lengths beyond all reason.
                ascii("\u0080\u0002X\u00ff\u00ff\u00ff\u007f."),
                ascii("\u0080\u0002X\u00ff\u00ff\u00ff\u00ff."),
                ascii("\u0080\u0004\u008d\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0010."),
                ascii("\u0080\u0004\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f."),
                ascii("\u0080\u0002\u008b\u00ff\u00ff\u00ff\u007f."),
                ascii("\u0080\u0004\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f."),
                ascii("\u0080\u0002}r\u00ff\u00ff\u00ff\u007f."),
                ascii("\u0080\u0002."),
                ascii("."),
                new byte[0]);
        Path file = folder.resolve("hostile.bin");
        for (byte[] pickle : pickles) {
            Files.write(file, withPickle(sound, pickle));
            assertThat(outcome(file))
                    .as(text(pickle))
                    .isIn("torch.forbidden", "torch.garbled", "torch.entries", "tensors");
        }
        Files.write(file, withPickle(sound, pickles.get(1)));
        assertThat(outcome(file)).isEqualTo("torch.forbidden");
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
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry stored = new ZipEntry(entry.getName());
                stored.setMethod(ZipEntry.STORED);
                stored.setSize(content.length);
                stored.setCrc(sum.getValue());
                out.putNextEntry(stored);
                out.write(content);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
