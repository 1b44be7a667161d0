package dev.bunrui.corpus;

import org.jspecify.annotations.Nullable;

/** Article files in the livedoor layout, one after the other, from a folder or an archive. */
interface LivedoorReading extends AutoCloseable {
    /**
     * The next article, null at the end.
     *
     * @throws dev.bunrui.message.RequestException if it cannot be read
     */
    @Nullable
    LivedoorText next();

    @Override
    void close();
}
