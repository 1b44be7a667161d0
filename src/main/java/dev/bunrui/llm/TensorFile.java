package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** A file with tensors by name, whose description of them was read and found sound. Holds no open file. */
public sealed interface TensorFile permits Safetensors, TorchTensors {
    /** Where the file is. */
    Path file();

    /** The tensors' names in the file's order. */
    Set<String> names();

    /** What is known of a tensor before any of its numbers is read. */
    Optional<Described> describe(String name);

    /**
     * A tensor of the file, mapped read-only.
     *
     * @throws RequestException if the file has changed or gone since it was opened, or the tensor exceeds 2 GiB
     */
    Optional<StoredTensor> find(String name);

    /**
     * A tensor's type and shape.
     *
     * @param place where its numbers lie in the file one after the other; empty if they lie in another order
     */
    @SuppressWarnings("ArrayRecordComponent") // the form in which the engine takes shapes; compared nowhere
    record Described(ElementType type, long[] shape, Optional<FileRange> place) {}

    /**
     * Opens a file by what its name says that it is.
     *
     * @throws RequestException if it cannot be read, or is not whole and sound
     */
    static TensorFile open(Path file) {
        return file.getFileName().toString().endsWith(".safetensors")
                ? Safetensors.open(file)
                : TorchTensors.open(file);
    }

    /** Maps a part of a file that had a size when it was opened. */
    static ByteBuffer map(Path file, long fileSize, String tensor, long position, long size) {
        if (size > Integer.MAX_VALUE) {
            throw new RequestException(TensorFile.class, "tensor.large", file, tensor, size);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != fileSize) {
                throw new RequestException(TensorFile.class, "tensor.changed", file);
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, position, size).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException failure) {
            throw JsonFile.unreadable(file, failure);
        }
    }
}
