package dev.bunrui.corpus;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a table one after the other; a table may be larger than memory. */
interface Rows {
    /**
     * The next row, null at the end.
     *
     * @throws dev.bunrui.message.RequestException if the row is broken
     */
    Table.@Nullable Row next() throws IOException;

    /** The columns in the file's order: the header's, or in JSON Lines the fields that occurred so far. */
    List<String> columns();
}
