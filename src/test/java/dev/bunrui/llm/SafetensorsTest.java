package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final Path PYTHON = Fixtures.file("python.safetensors");

    @TempDir
    Path folder;

    @Test
    void theSameTensorsGiveTheBytesThatPythonWrites() throws IOException {
        Safetensors python = Safetensors.open(PYTHON);
        List<StoredTensor> tensors = new ArrayList<>();
        python.names().forEach(name -> tensors.add(python.find(name).orElseThrow()));
        Collections.shuffle(tensors, new java.util.Random(1));
        Path ours = folder.resolve("ours.safetensors");
        SafetensorsWriter.write(ours, tensors);
        assertThat(Files.readAllBytes(ours)).isEqualTo(Files.readAllBytes(PYTHON));
        assertThat(Safetensors.open(ours).metadata()).isEqualTo(Map.of("format", "pt"));
    }

    @Test
    void floatsOfEveryWidthAreTheNumbersThatPythonReads() throws IOException {
        Safetensors python = Safetensors.open(PYTHON);
        JsonNode expected = Fixtures.json("floats.json");
        assertThat(expected.size()).isEqualTo(8);
        expected.properties().forEach(one -> {
            float[] floats = python.find(one.getKey()).orElseThrow().floats();
            float[] numbers = new float[one.getValue().size()];
            for (int i = 0; i < numbers.length; i++) {
                String number = one.getValue().get(i).asText();
                numbers[i] = number.equals("inf") ? Float.POSITIVE_INFINITY : Float.parseFloat(number);
            }
            assertThat(floats).as(one.getKey()).containsExactly(numbers);
        });
    }

    @Test
    void aTensorIsFoundWithTypeShapeAndBytes() {
        StoredTensor tensor = Safetensors.open(PYTHON).find("i64").orElseThrow();
        assertThat(tensor.type()).isEqualTo(ElementType.I64);
        assertThat(tensor.shape()).containsExactly(2);
        assertThat(tensor.bytes().getLong(8)).isEqualTo(1L << 40);
        assertThat(tensor.bytes().isDirect()).isTrue();
        assertThat(tensor.bytes().isReadOnly()).isTrue();
        assertThat(Safetensors.open(PYTHON).find("absent")).isEmpty();
        assertThatThrownBy(tensor::floats)
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("i64")
                .hasMessageContaining("I64");
    }

    @Test
    void aFileCutAnywhereIsRefusedByName() throws IOException {
        byte[] whole = Files.readAllBytes(PYTHON);
        Path cut = folder.resolve("cut.safetensors");
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Safetensors.open(cut))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("cut.safetensors");
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> Safetensors.open(cut)).hasMessageContaining("1 bytes after");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "safetensors.json   | {'a'",
                "safetensors.json   | []",
                "safetensors.json   | {'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},"
                        + "'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]}}",
                "safetensors.field  | {'a':{'dtype':'U8','shape':[8]}}",
                "safetensors.field  | {'a':{'dtype':'U8','shape':[-8],'data_offsets':[0,8]}}",
                "safetensors.field  | {'a':{'dtype':'U8','shape':8,'data_offsets':[0,8]}}",
                "safetensors.field  | {'a':{'dtype':'I64','shape':[4294967296,4294967296],'data_offsets':[0,8]}}",
                "safetensors.field  | {'a':7}",
                "safetensors.type   | {'a':{'dtype':'F8_E4M3','shape':[8],'data_offsets':[0,8]}}",
                "safetensors.size   | {'a':{'dtype':'F32','shape':[8],'data_offsets':[0,8]}}",
                "safetensors.size   | {'a':{'dtype':'U8','shape':[8],'data_offsets':[8,0]}}",
                "safetensors.outside| {'a':{'dtype':'F32','shape':[2,2],'data_offsets':[0,16]}}",
                "safetensors.place  | {'b':{'dtype':'U8','shape':[6],'data_offsets':[0,6]},"
                        + "'a':{'dtype':'U8','shape':[4],'data_offsets':[4,8]}}",
                "safetensors.place  | {'a':{'dtype':'U8','shape':[4],'data_offsets':[4,8]}}",
                "safetensors.rest   | {'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]}}",
            })
    void anUnsoundHeaderIsRefusedWithTheTensorsName(String key, String header) throws IOException {
        Path file = folder.resolve("x.safetensors");
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Files.write(
                file,
                ByteBuffer.allocate(8 + json.length + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .array());
        assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOfSatisfying(RequestException.class, refusal -> {
            assertThat(refusal.key()).isEqualTo(key);
            assertThat(refusal.getMessage()).contains("x.safetensors");
            if (!key.endsWith("json") && !key.endsWith("rest")) {
                assertThat(refusal.getMessage()).contains("“a”");
            }
        });
    }

    @Test
    void aFileThatChangedAfterOpeningIsNotReadAsIfItHadNot() throws IOException {
        Path file = Files.copy(PYTHON, folder.resolve("changing.safetensors"));
        Safetensors open = Safetensors.open(file);
        Files.write(file, new byte[8]);
        assertThatThrownBy(() -> open.find("i64")).hasMessageContaining("changed");
    }

    @Test
    void aTensorBeyondTwoGibibytesOfAFileIsRead() throws IOException {
        Path file = folder.resolve("large.safetensors");
        long size = 2_500_000_000L;
        String first = "\"a\":{\"dtype\":\"U8\",\"shape\":[2,1250000000],\"data_offsets\":[0," + size + "]}";
        String second = "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[" + size + "," + (size + 4) + "]}";
        byte[] json = ("{" + first + "," + second + "}").getBytes(StandardCharsets.UTF_8);
        try (var channel = java.nio.channels.FileChannel.open(
                file,
                java.nio.file.StandardOpenOption.CREATE_NEW,
                java.nio.file.StandardOpenOption.SPARSE,
                java.nio.file.StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(head.putLong(json.length).put(json).flip());
            ByteBuffer number = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(number.putFloat(0.25f).flip(), 8 + json.length + size);
        }
        Safetensors open = Safetensors.open(file);
        assertThat(open.find("b").orElseThrow().floats()).containsExactly(0.25f);
        assertThatThrownBy(() -> open.find("a")).hasMessageContaining("“a”").hasMessageContaining("2 GiB");
    }

    @Test
    void aTensorMustHaveTheBytesOfItsShape() {
        assertThatThrownBy(() -> StoredTensor.of("w", new float[5], 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(StoredTensor.of("w", new float[] {1, 2}, 2, 1).floats()).containsExactly(1, 2);
    }
}
