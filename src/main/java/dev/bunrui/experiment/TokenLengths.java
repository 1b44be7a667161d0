package dev.bunrui.experiment;

import dev.bunrui.classify.ArticleEncoder;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Quantiles;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.text.Fitted;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import java.util.List;

/**
 * How long articles are for a model.
 *
 * @param each in tokens, of each whole article in its template, in the order of the parts
 * @param maxLength the greatest number of tokens that the model is to see
 * @param cut how many articles are longer than that
 * @param read the part of all the bodies' characters that the model sees, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers; compared nowhere
public record TokenLengths(int[] each, int maxLength, int cut, double read) {
    /** How the lengths are distributed. */
    public Quantiles lengths() {
        return Quantiles.of(each);
    }

    /**
     * Tokenises all articles.
     *
     * @throws dev.bunrui.message.RequestException if the tokenizer cannot be read, or the template alone is too long
     */
    public static TokenLengths of(
            List<Article> articles, Template template, TextTokenizer tokenizer, int maxLength, Truncation truncation) {
        List<String> texts = articles.stream()
                .map(article -> template.render(article.title(), article.body()))
                .toList();
        int[] lengths =
                tokenizer.encodeAll(texts).stream().mapToInt(ids -> ids.length).toArray();
        List<Fitted> fitted = new ArticleEncoder(tokenizer, template, maxLength, truncation).encode(articles);
        long kept = fitted.stream().mapToLong(Fitted::bodyCharsKept).sum();
        long all =
                articles.stream().mapToLong(article -> article.body().length()).sum();
        return new TokenLengths(
                lengths,
                maxLength,
                (int) fitted.stream().filter(Fitted::truncated).count(),
                all == 0 ? 1 : (double) kept / all);
    }
}
