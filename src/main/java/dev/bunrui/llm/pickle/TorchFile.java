package dev.bunrui.llm.pickle;

import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file that {@code torch.save} wrote: a zip with {@code data.pkl}, which describes the tensors, and their numbers as
 * entries that are stored as they are, so that they can be read where they lie. Every tensor's place was checked when
 * the file was opened. Holds no open file.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/notes/serialization.html">PyTorch on its serialisation</a>
 */
public final class TorchFile {
    /** A copy of a tensor whose numbers do not lie in order may exceed its storage by so many bytes, and no more. */
    private static final long SPARE = 1 << 24;

    private final Path file;
    private final long fileSize;
    private final Map<String, Placed> tensors;

    /** A tensor, and where its storage begins in the file. */
    private record Placed(TensorView view, long start, int width) {}

    private TorchFile(Path file, long fileSize, Map<String, Placed> tensors) {
        this.file = file;
        this.fileSize = fileSize;
        this.tensors = tensors;
    }

    /**
     * Reads and checks what the file says of its tensors.
     *
     * @param widths bytes of a number, by PyTorch's names of the types that are understood
     * @throws RequestException if the file cannot be read, is not whole and sound, or calls for what no tensor needs
     */
    public static TorchFile open(Path file, Map<String, Integer> widths) {
        try (TorchArchive archive = TorchArchive.open(file)) {
            if (!(TensorUnpickler.read(archive.pickle()) instanceof Map<?, ?> entries)) {
                throw refusal("torch.entries", file);
            }
            Map<String, Placed> tensors = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                if (entry.getValue() instanceof TensorView view) {
                    String name = String.valueOf(entry.getKey());
                    tensors.put(name, place(file, archive, name, view, widths));
                }
            }
            return new TorchFile(file, archive.fileSize(), tensors);
        } catch (ForbiddenNameException forbidden) {
            throw refusal("torch.forbidden", file, String.valueOf(forbidden.getMessage()));
        } catch (GarbledPickleException garbled) {
            throw refusal("torch.garbled", file);
        } catch (NoSuchFileException missing) {
            throw refusal("file.missing", file);
        } catch (IOException failure) {
            throw refusal("file.unreadable", file, new SystemReason(failure));
        }
    }

    private static Placed place(
            Path file, TorchArchive archive, String name, TensorView view, Map<String, Integer> widths) {
        int width = widths.getOrDefault(view.storage().type(), 0);
        if (width == 0) {
            throw refusal("torch.type", file, name, view.storage().type());
        }
        StoredEntries.Range range =
                archive.storage(view.storage().key()).orElseThrow(() -> refusal("torch.storage", file, name));
        try {
            boolean sound = view.shape().length == view.strides().length
                    && view.storage().elements() == range.size() / width
                    && view.end() <= view.storage().elements()
                    && Math.multiplyExact(view.elements(), width) >= 0
                    && (view.contiguous() || copyable(view, width, range.size()));
            if (!sound) {
                throw refusal("torch.view", file, name);
            }
        } catch (ArithmeticException tooLarge) {
            throw refusal("torch.view", file, name);
        }
        return new Placed(view, range.start(), width);
    }

    /** A small file may speak of a huge tensor whose numbers are all one and the same. */
    private static boolean copyable(TensorView view, int width, long storage) {
        long copy = Math.multiplyExact(view.elements(), width);
        return copy <= Math.addExact(storage, SPARE)
                && copy <= Integer.MAX_VALUE
                && (view.end() - view.offset()) * width <= Integer.MAX_VALUE;
    }

    /** Where the file is. */
    public Path file() {
        return file;
    }

    /** The tensors' names in the file's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    /** A tensor's type as PyTorch names it, such as {@code bfloat16}. */
    public String type(String name) {
        return placed(name).view().storage().type();
    }

    /** A tensor's extents, outermost first. */
    public long[] shape(String name) {
        return placed(name).view().shape().clone();
    }

    /** Where in the file a tensor's numbers begin, if they lie there in order. */
    public Optional<Long> position(String name) {
        Placed placed = placed(name);
        return placed.view().contiguous()
                ? Optional.of(placed.start() + placed.view().offset() * placed.width())
                : Optional.empty();
    }

    /** The size that the file had when it was opened, in bytes. */
    public long fileSize() {
        return fileSize;
    }

    /**
     * A copy of a tensor's numbers in order, little-endian, for one whose numbers do not lie so.
     *
     * @throws IOException if the file cannot be read
     */
    public ByteBuffer ordered(String name) throws IOException {
        Placed placed = placed(name);
        TensorView view = placed.view();
        int width = placed.width();
        ByteBuffer copy = ByteBuffer.allocateDirect(Math.toIntExact(view.elements() * width))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (!copy.hasRemaining()) {
            return copy;
        }
        long length = (view.end() - view.offset()) * width;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, placed.start() + view.offset() * width, length);
            long[] at = new long[view.shape().length];
            while (copy.hasRemaining()) {
                long from = 0;
                for (int i = 0; i < at.length; i++) {
                    from += at[i] * view.strides()[i];
                }
                copy.put(all.slice(Math.toIntExact(from * width), width));
                for (int i = at.length - 1; i >= 0 && ++at[i] == view.shape()[i]; i--) {
                    at[i] = 0;
                }
            }
        }
        return copy.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private Placed placed(String name) {
        Placed placed = tensors.get(name);
        if (placed == null) {
            throw new IllegalArgumentException(name);
        }
        return placed;
    }

    static RequestException refusal(String key, Object... arguments) {
        return new RequestException(TorchFile.class, key, arguments);
    }
}
