package dev.bunrui.app.wizard.draft;

import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.text.TextTokenizer;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the tokenizer of the model that is looked at, for one use at a time. */
public final class Tokenizers {
    private @Nullable Path file;
    private @Nullable TextTokenizer open;

    /**
     * Uses a model's tokenizer.
     *
     * @throws dev.bunrui.message.RequestException if it cannot be read
     */
    public synchronized <T> T with(ModelFolder model, Function<TextTokenizer, T> use) {
        TextTokenizer tokenizer = open;
        if (tokenizer == null || !model.tokenizerFile().equals(file)) {
            close();
            tokenizer = TextTokenizer.open(model);
            open = tokenizer;
            file = model.tokenizerFile();
        }
        return use.apply(tokenizer);
    }

    /** Gives its memory back; the next use opens it again. */
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
