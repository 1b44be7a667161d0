package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file in the <a href="https://github.com/huggingface/safetensors">safetensors</a> format, whose header was read and
 * found sound. A tensor's bytes are mapped, each range by itself, when the tensor is asked for: a file may exceed
 * 2 GiB, a tensor may not. Holds no open file; a mapping lives as long as the tensor that it was made for.
 */
public final class Safetensors implements TensorFile {
    private final Path file;
    private final SafetensorsHeader header;

    private Safetensors(Path file, SafetensorsHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Reads and checks the header.
     *
     * @throws RequestException if the file cannot be read, or is not whole and sound; the sentence names the tensor
     */
    public static Safetensors open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Safetensors(file, SafetensorsHeader.read(file, channel));
        } catch (IOException failure) {
            throw JsonFile.unreadable(file, failure);
        }
    }

    /** Where the file is. */
    @Override
    public Path file() {
        return file;
    }

    /** The tensors' names in the header's order. */
    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(header.entries().keySet());
    }

    /** What the header says of the file as a whole, such as {@code format} = {@code pt}. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public Optional<Described> describe(String name) {
        return Optional.ofNullable(header.entries().get(name))
                .map(entry -> new Described(
                        entry.type(),
                        entry.shape().clone(),
                        Optional.of(
                                new FileRange(file, header.dataStart() + entry.begin(), entry.end() - entry.begin()))));
    }

    @Override
    public Optional<StoredTensor> find(String name) {
        return Optional.ofNullable(header.entries().get(name))
                .map(entry -> new StoredTensor(
                        name,
                        entry.type(),
                        entry.shape().clone(),
                        TensorFile.map(
                                file,
                                header.fileSize(),
                                name,
                                header.dataStart() + entry.begin(),
                                entry.end() - entry.begin())));
    }
}
