package dev.bunrui.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** How it is seen that a file that was fetched is the one that was asked for. */
public interface ContentCheck {
    /**
     * What the check finds of a file.
     *
     * @param stop asked now and then whether to stop
     * @return what must equal {@link #expected}; empty if it was asked to stop
     */
    String of(Path file, BooleanSupplier stop) throws IOException;

    /** What the check must find. */
    String expected();

    /** The check's name for people. */
    String spoken();
}
