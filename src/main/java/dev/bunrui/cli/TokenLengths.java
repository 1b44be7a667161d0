package dev.bunrui.cli;

import dev.bunrui.classify.ArticleEncoder;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Given;
import dev.bunrui.corpus.Parts;
import dev.bunrui.corpus.Quantiles;
import dev.bunrui.corpus.Template;
import dev.bunrui.corpus.Whole;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.text.Fitted;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long articles are for a model.
 *
 * @param lengths in tokens, of the whole articles in their template
 * @param maxLength the greatest number of tokens that the model is to see
 * @param cut how many articles are longer than that
 * @param read the part of all the bodies' characters that the model sees, 0 to 1
 */
record TokenLengths(Quantiles lengths, int maxLength, int cut, double read) {
    static TokenLengths of(Parts parts, Template template, ModelFolder model, int maxLength) {
        List<Article> articles = parts instanceof Given given
                ? Stream.of(given.train(), given.validation(), given.test())
                        .flatMap(List::stream)
                        .toList()
                : ((Whole) parts).articles();
        try (TextTokenizer tokenizer = TextTokenizer.open(model.tokenizerFile())) {
            List<String> texts = articles.stream()
                    .map(article -> template.render(article.title(), article.body()))
                    .toList();
            int[] lengths = tokenizer.encodeAll(texts).stream()
                    .mapToInt(ids -> ids.length)
                    .toArray();
            List<Fitted> fitted = new ArticleEncoder(tokenizer, template, maxLength, Truncation.BODY).encode(articles);
            long kept = fitted.stream().mapToLong(Fitted::bodyCharsKept).sum();
            long all = articles.stream()
                    .mapToLong(article -> article.body().length())
                    .sum();
            return new TokenLengths(
                    Quantiles.of(lengths),
                    maxLength,
                    (int) fitted.stream().filter(Fitted::truncated).count(),
                    all == 0 ? 1 : (double) kept / all);
        }
    }
}
