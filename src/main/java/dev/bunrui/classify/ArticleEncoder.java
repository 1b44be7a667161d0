package dev.bunrui.classify;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.text.Fitted;
import dev.bunrui.llm.text.TextFitter;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import java.util.List;

/** Puts articles into a template and makes them fit: from articles to token ids. */
public final class ArticleEncoder {
    private final Template template;
    private final TextFitter fitter;

    public ArticleEncoder(TextTokenizer tokenizer, Template template, int maxLength, Truncation truncation) {
        this.template = template;
        this.fitter = new TextFitter(tokenizer, maxLength, truncation);
    }

    /**
     * The articles' tokens, in their order.
     *
     * @throws dev.bunrui.message.RequestException if the template alone is longer than the greatest length
     */
    public List<Fitted> encode(List<Article> articles) {
        return fitter.fitAll(articles.stream()
                .map(article -> new TextFitter.Parts(
                        template.before(article.title()), article.body(), template.after(article.title())))
                .toList());
    }
}
