package dev.bunrui.corpus;

import org.jspecify.annotations.Nullable;

/** Articles one after the other. */
public interface ArticleReading extends AutoCloseable {
    /**
     * The next article, null at the end.
     *
     * @throws dev.bunrui.message.RequestException if it cannot be read, as when the file was changed or taken away
     */
    @Nullable
    Article next();

    @Override
    void close();
}
