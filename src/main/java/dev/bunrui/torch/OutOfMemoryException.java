package dev.bunrui.torch;

import ai.djl.engine.EngineException;
import dev.bunrui.message.Figures;
import dev.bunrui.message.Messages;
import dev.bunrui.message.Told;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device's memory does not hold what was asked for. Nothing is broken by that: once what is held is given back, the
 * work can go on with less at once. Its words say how much was asked for.
 */
public final class OutOfMemoryException extends RuntimeException implements Told {
    private static final long serialVersionUID = 1L;

    /**
     * The engine has no type for it that reaches Java: what a card's allocator says, what the processor's says on Linux
     * and on Windows, and what the libraries say that have a workspace of their own.
     */
    private static final Pattern SAID = Pattern.compile("out of memory|DefaultCPUAllocator"
            + "|CUBLAS_STATUS_ALLOC_FAILED|CUDNN_STATUS_ALLOC_FAILED|std::bad_alloc|bad allocation");

    private static final Pattern ASKED =
            Pattern.compile("[Tt]ried to allocate (\\d+(?:\\.\\d+)?) (bytes|KiB|MiB|GiB|TiB)");

    private static final String UNITS = "bKMGT";

    private final transient OptionalLong asked;

    private OutOfMemoryException(String words, OptionalLong asked) {
        super(words);
        this.asked = asked;
    }

    private OutOfMemoryException(EngineException failure) {
        super(failure.getMessage(), failure);
        this.asked = asked(String.valueOf(failure.getMessage()));
    }

    /** A limit that was set does not allow for so many more bytes. */
    static OutOfMemoryException beyond(long limit, long bytes) {
        return new OutOfMemoryException(
                "the limit of " + limit + " bytes is reached: tried to allocate " + bytes + " bytes",
                OptionalLong.of(bytes));
    }

    /** The bytes that were asked for in vain, where that was said. */
    public OptionalLong asked() {
        return asked;
    }

    @Override
    public String message(Locale locale) {
        Messages texts = Messages.of(OutOfMemoryException.class);
        return asked.isPresent()
                ? texts.get(locale, "memory.asked", Figures.bytes(asked.getAsLong()))
                : texts.get(locale, "memory.unsaid");
    }

    /** Does what may take memory on the device. */
    static <T> T recognised(Supplier<T> work) {
        try {
            return work.get();
        } catch (EngineException failure) {
            if (SAID.matcher(String.valueOf(failure.getMessage())).find()) {
                throw new OutOfMemoryException(failure);
            }
            throw failure;
        }
    }

    private static OptionalLong asked(String words) {
        Matcher found = ASKED.matcher(words);
        if (!found.find()) {
            return OptionalLong.empty();
        }
        int unit = UNITS.indexOf(found.group(2).charAt(0));
        return OptionalLong.of((long) (Double.parseDouble(found.group(1)) * Math.pow(1024, unit)));
    }
}
