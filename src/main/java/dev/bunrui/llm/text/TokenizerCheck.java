package dev.bunrui.llm.text;

import dev.bunrui.llm.ModelFolder;
import dev.bunrui.message.RequestException;

/** Whether a tokenizer and a model belong together. */
public final class TokenizerCheck {
    private static final String SAMPLE = "日本語の文章を分類する。 Classify this text.\n";

    private TokenizerCheck() {}

    /**
     * Opens a model's tokenizer and has a look at it.
     *
     * @throws RequestException if it cannot be read, or gives tokens that the model does not know
     */
    public static void of(ModelFolder model) {
        try (TextTokenizer tokenizer = TextTokenizer.open(model)) {
            of(tokenizer, model);
        }
    }

    /**
     * Looks at a tokenizer that is open. A token beyond the embedding's rows would be read from somewhere else in memory,
     * or end the process.
     *
     * @throws RequestException if it gives tokens that the model does not know
     */
    public static void of(TextTokenizer tokenizer, ModelFolder model) {
        int rows = model.config().vocabSize();
        for (int id : tokenizer.encode(SAMPLE)) {
            if (id >= rows) {
                throw new RequestException(
                        ModelFolder.class,
                        "tokenizer.vocabulary",
                        model.tokenizerFile(),
                        String.valueOf(id),
                        String.valueOf(rows));
            }
        }
    }
}
