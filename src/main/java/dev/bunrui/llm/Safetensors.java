package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
public final class Safetensors {
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
    public Path file() {
        return file;
    }

    /** The tensors' names in the header's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(header.entries().keySet());
    }

    /** What the header says of the file as a whole, such as {@code format} = {@code pt}. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * A tensor of the file, mapped read-only.
     *
     * @throws RequestException if the file has changed or gone since it was opened, or the tensor exceeds 2 GiB
     */
    public Optional<StoredTensor> find(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            return Optional.empty();
        }
        long size = entry.end() - entry.begin();
        if (size > Integer.MAX_VALUE) {
            throw new RequestException(Safetensors.class, "safetensors.large", file, name, size);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != header.fileSize()) {
                throw new RequestException(Safetensors.class, "safetensors.changed", file);
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, header.dataStart() + entry.begin(), size)
                    .order(ByteOrder.LITTLE_ENDIAN);
            return Optional.of(
                    new StoredTensor(name, entry.type(), entry.shape().clone(), bytes));
        } catch (IOException failure) {
            throw JsonFile.unreadable(file, failure);
        }
    }
}
