package dev.bunrui.llm;

import static dev.bunrui.llm.CheckpointReading.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody made to do harm: each gives a sentence, nothing is called, and nothing large is allocated. */
class HostileCheckpointTest {
    @TempDir
    Path folder;

    @Test
    void aHostilePickleIsRefusedAndNothingIsCalled() throws IOException {
        Path victim = folder.resolve("called");
        String command = "touch " + victim;
        Path sound = Fixtures.file("checkpoint/views.bin");
        Map<String, String> pickles = new LinkedHashMap<>();
        for (String call : List.of(
                "\u0080\u0002cos\nsystem\nX" + Archives.length(command) + command + "\u0085R.",
                "\u0080\u0002cposix\nsystem\nX" + Archives.length(command) + command + "\u0085R.",
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
            Files.write(file, Archives.withPickle(sound, Archives.ascii(pickle.getKey())));
            String shown =
                    pickle.getKey().substring(0, Math.min(60, pickle.getKey().length()));
            assertThat(outcome(file)).as(shown).isEqualTo(pickle.getValue());
        }
        assertThat(victim).doesNotExist();
    }

    @Test
    void aSmallFileThatSpeaksOfAHugeTensorIsRefused() throws IOException {
        Path sound = Fixtures.file("checkpoint/module.bin");
        String pickle = Archives.text(Archives.entry(sound, "data.pkl"));
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
            Files.write(file, Archives.withPickle(sound, Archives.ascii(pickle.replace(view, extents))));
            assertThat(outcome(file)).as(extents).isIn("torch.view", "torch.garbled");
        }
        // No number at all, by extents whose product is none.
        String empty = "(\u008a\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0040K\u0002K\u0000t";
        String none = pickle.substring(0, at) + "K\u0000" + empty + pickle.substring(at + view.length() - 1);
        int steps = none.indexOf("K\u0003K\u0001\u0086", at);
        none = none.substring(0, steps) + "(K\u0002K\u0001K\u0001t" + none.substring(steps + 5);
        Files.write(file, Archives.withPickle(sound, Archives.ascii(none)));
        assertThat(outcome(file)).isEqualTo("torch.view");
        // Strides of 0 make a million times a million numbers of one.
        String strided = pickle.substring(0, at) + "K\u0000J\u0040\u0042\u000f\u0000J\u0040\u0042\u000f\u0000\u0086q"
                + pickle.substring(at + view.length());
        int strides = strided.indexOf("K\u0003K\u0001\u0086", at);
        String zero = strided.substring(0, strides) + "K\u0000K\u0000\u0086" + strided.substring(strides + 5);
        Files.write(file, Archives.withPickle(sound, Archives.ascii(zero)));
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
        String text = Archives.text(sound);
        int lastOfDirectory = text.lastIndexOf("PK\u0001\u0002");
        int secondHeader = text.indexOf("PK\u0003\u0004", 4);
        int pickle = text.indexOf("ccollections");
        Map<String, byte[]> files = new LinkedHashMap<>();
        // The last entry of the directory lies where the first does; one has another name before it than in the
        // directory, another length of what precedes its bytes, or a number more.
        files.put("overlap", Archives.with(sound, lastOfDirectory + 42, 0, 0, 0, 0));
        files.put("name", Archives.with(sound, secondHeader + 30, 'A'));
        files.put("place", Archives.with(sound, secondHeader + 28, sound[secondHeader + 28] ^ 8));
        files.put("pickle", Archives.with(sound, pickle + 1, 'C'));
        for (int each = text.indexOf("PK\u0001\u0002"); each >= 0; each = text.indexOf("PK\u0001\u0002", each + 1)) {
            if (text.startsWith("module/data/0", each + 46) || text.startsWith("archive/data/0", each + 46)) {
                files.put("size", Archives.with(sound, each + 20, sound[each + 20] + 2, 0, 0, 0, sound[each + 24] + 2));
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
        byte[] pickle = Archives.ascii("\u0080\u0002}.");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            Archives.store(out, "a/data.pkl", pickle);
            Archives.store(out, "b/data.pkl", pickle);
        }
        assertThat(outcome(file)).isEqualTo("torch.garbled");
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            Archives.store(out, "a/data.pkl", pickle);
            for (int i = 0; i < 50_000; i++) {
                Archives.store(out, Integer.toString(i, Character.MAX_RADIX), new byte[0]);
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
        byte[] wide = Archives.ascii("{\"a\":[" + "[],".repeat(3_000_000) + "[]]}");
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
        Files.write(index, Archives.ascii("{}" + " ".repeat(17_000_000)));
        assertThat(outcome(() -> JsonFile.read(index))).isEqualTo("json.large");
    }
}
