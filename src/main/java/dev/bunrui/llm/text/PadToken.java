package dev.bunrui.llm.text;

import dev.bunrui.llm.ClassifierConfig;
import dev.bunrui.llm.ModelFolder;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The token that a classifier's batches are filled up with, and that no text ends with. Transformers takes a text to end
 * at its last token that is not this one: a model whose texts are closed by {@code </s>} and that is filled up by the
 * same would be read one token too early.
 *
 * @param id within the vocabulary
 * @param text how it is spelled
 */
public record PadToken(int id, String text) {
    /**
     * The token for a model: the one that it names itself, or the one that ends its documents, or the one that begins
     * them, the first of these that its tokenizer does not close texts with.
     *
     * @throws dev.bunrui.message.RequestException if the model's configuration cannot be read
     */
    public static PadToken of(ModelFolder model, TextTokenizer tokenizer) {
        OptionalInt closing = closing(tokenizer);
        IntStream named = IntStream.concat(
                IntStream.concat(model.config().padId().stream(), model.config().eosId().stream()),
                ClassifierConfig.beginning(model).stream());
        int id = IntStream.concat(named, IntStream.range(0, 2))
                .filter(each -> each < model.config().vocabSize())
                .filter(each -> closing.isEmpty() || each != closing.getAsInt())
                .findFirst()
                .orElseThrow();
        return new PadToken(id, tokenizer.decode(id));
    }

    /** What two texts end with that have no character in common. */
    private static OptionalInt closing(TextTokenizer tokenizer) {
        int[] one = tokenizer.encode("a");
        int[] other = tokenizer.encode("b");
        return one.length > 0 && other.length > 0 && one[one.length - 1] == other[other.length - 1]
                ? OptionalInt.of(one[one.length - 1])
                : OptionalInt.empty();
    }
}
