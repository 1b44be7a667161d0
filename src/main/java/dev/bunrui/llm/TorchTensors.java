package dev.bunrui.llm;

import dev.bunrui.llm.pickle.TorchFile;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tensors of a {@code pytorch_model.bin}. */
record TorchTensors(TorchFile torch) implements TensorFile {
    private static final Map<String, Integer> WIDTHS =
            Arrays.stream(ElementType.values()).collect(Collectors.toMap(ElementType::torchName, ElementType::bytes));

    /**
     * Reads and checks the file's description of its tensors.
     *
     * @throws RequestException if the file cannot be read, or is not whole, sound and harmless
     */
    static TorchTensors open(Path file) {
        return new TorchTensors(TorchFile.open(file, WIDTHS));
    }

    @Override
    public Path file() {
        return torch.file();
    }

    @Override
    public Set<String> names() {
        return torch.names();
    }

    @Override
    public Optional<Described> describe(String name) {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        ElementType type = ElementType.ofTorch(torch.type(name)).orElseThrow();
        long[] shape = torch.shape(name);
        long size = StoredTensor.elements(shape) * type.bytes();
        return Optional.of(new Described(
                type, shape, torch.position(name).map(position -> new FileRange(file(), position, size))));
    }

    @Override
    public Optional<StoredTensor> find(String name) {
        return describe(name)
                .map(described -> new StoredTensor(
                        name,
                        described.type(),
                        described.shape(),
                        described
                                .place()
                                .map(place ->
                                        TensorFile.map(file(), torch.fileSize(), name, place.position(), place.size()))
                                .orElseGet(() -> ordered(name))));
    }

    private ByteBuffer ordered(String name) {
        try {
            return torch.ordered(name);
        } catch (IOException failure) {
            throw JsonFile.unreadable(file(), failure);
        }
    }
}
