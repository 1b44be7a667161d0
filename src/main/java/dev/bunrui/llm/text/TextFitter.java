package dev.bunrui.llm.text;

import dev.bunrui.llm.ModelFolder;
import dev.bunrui.message.RequestException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes texts fit the number of tokens that a model is to see.
 *
 * <p>With {@link Truncation#BODY} the body ends where a token of the whole text ends, as late as possible, such that
 * the shortened text, tokenised anew with what follows the body, fits: a tokenizer may join tokens across the cut, so
 * only a new encoding tells. One is enough for most texts. Of a long body only somewhat more
 * than can fit is tokenised, never its rest. The same text gives the same tokens, alone or among others.
 */
public final class TextFitter {
    private final TextTokenizer tokenizer;
    private final int maxLength;
    private final Truncation truncation;

    /** A text in three parts, of which the first and the last are the template's. */
    public record Parts(String before, String body, String after) {
        String whole() {
            return before + body + after;
        }
    }

    /** A fitter that shortens bodies. */
    public TextFitter(TextTokenizer tokenizer, int maxLength) {
        this(tokenizer, maxLength, Truncation.BODY);
    }

    /**
     * {@code maxLength} counts all tokens, those that the tokenizer adds by itself too.
     *
     * @throws RequestException if not even one token of text fits beside those that the tokenizer adds
     */
    public TextFitter(TextTokenizer tokenizer, int maxLength, Truncation truncation) {
        int least = tokenizer.addedBefore() + tokenizer.addedAfter() + 1;
        if (maxLength < least) {
            throw new RequestException(ModelFolder.class, "fit.tiny", String.valueOf(maxLength), String.valueOf(least));
        }
        this.tokenizer = tokenizer;
        this.maxLength = maxLength;
        this.truncation = truncation;
    }

    /**
     * One text.
     *
     * @throws RequestException if it does not fit even without a body, under {@link Truncation#BODY}, or has a token
     *     that the model does not know
     */
    public Fitted fit(String before, String body, String after) {
        return fitAll(List.of(new Parts(before, body, after))).get(0);
    }

    /**
     * Many texts, on all cores; what does not fit at first is tried again in batches.
     *
     * @throws RequestException as {@link #fit} does
     */
    public List<Fitted> fitAll(List<Parts> texts) {
        List<Search> all = texts.stream().map(this::search).toList();
        List<Search> open = all;
        while (!open.isEmpty()) {
            List<Search> round = open;
            tokenizer.visit(
                    round.stream().map(Search::trial).toList(),
                    (index, encoding) -> round.get(index).tried(encoding));
            open = new ArrayList<>(round);
            open.removeIf(Search::done);
        }
        return all.stream().map(Search::result).map(this::known).toList();
    }

    /** A special token that the vocabulary has and the model has not: only texts that spell it out have it. */
    private Fitted known(Fitted text) {
        for (int id : text.ids()) {
            if (id >= tokenizer.rows()) {
                throw new RequestException(
                        ModelFolder.class,
                        "fit.unknown",
                        tokenizer.decode(id),
                        String.valueOf(id),
                        String.valueOf(tokenizer.rows()));
            }
        }
        return text;
    }

    private Search search(Parts text) {
        return switch (truncation) {
            case BODY -> new BodySearch(text, maxLength);
            case REFERENCE -> new ReferenceCut(text, maxLength, tokenizer.addedBefore(), tokenizer.addedAfter());
        };
    }
}
