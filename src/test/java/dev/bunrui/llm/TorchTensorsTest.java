package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to PyTorch by the fixtures of {@code src/test/python/checkpoint_fixtures.py}. */
class TorchTensorsTest {
    private static Path fixture(String name) {
        return Fixtures.file("checkpoint/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"types", "views", "module", "unsummed"})
    void everyTensorIsTheOneThatPyTorchSaved(String name) {
        TensorFile torch = TensorFile.open(fixture(name + ".bin"));
        TensorFile same = TensorFile.open(fixture(name + ".safetensors"));
        assertThat(torch.names()).containsExactlyInAnyOrderElementsOf(same.names());
        for (String tensor : same.names()) {
            StoredTensor ours = torch.find(tensor).orElseThrow();
            StoredTensor theirs = same.find(tensor).orElseThrow();
            assertThat(ours.type()).as(tensor).isEqualTo(theirs.type());
            assertThat(ours.shape()).as(tensor).containsExactly(theirs.shape());
            assertThat(ours.bytes()).as(tensor).isEqualTo(theirs.bytes());
        }
        assertThat(torch.find("nowhere")).isEmpty();
    }

    @Test
    void whatLiesInOrderIsReadWhereItLiesAndInParts() {
        TensorFile torch = TensorFile.open(fixture("views.bin"));
        FileRange rows = torch.describe("rows").orElseThrow().place().orElseThrow();
        FileRange base = torch.describe("base").orElseThrow().place().orElseThrow();
        assertThat(rows.position()).isEqualTo(base.position() + 2 * 5 * 2);
        assertThat(torch.describe("same").orElseThrow().place()).contains(base);
        assertThat(torch.describe("transposed").orElseThrow().place()).isEmpty();
        ByteBuffer whole = ByteBuffer.allocate((int) base.size());
        base.read(ByteBuffer.allocateDirect(7), (from, part) -> {
            assertThat(from).isEqualTo(whole.position());
            whole.put(part);
        });
        assertThat(whole.flip()).isEqualTo(torch.find("base").orElseThrow().bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "old.bin,torch.old,1.6",
        "called.bin,torch.forbidden,torch.nn.modules.container.Sequential",
        "list.bin,torch.entries,state dict",
        "float8.bin,torch.forbidden,_rebuild_tensor_v3",
        "views.safetensors,torch.garbled,sound",
    })
    void whatIsNoPlainFileOfTensorsIsRefusedByName(String name, String key, String named) {
        Path file = fixture(name);
        assertThatThrownBy(() -> TorchTensors.open(file)).isInstanceOfSatisfying(RequestException.class, refusal -> {
            assertThat(refusal.key()).isEqualTo(key);
            assertThat(refusal.getMessage()).contains(name, named);
        });
    }
}
