package dev.bunrui.corpus;

import java.util.ArrayList;
import java.util.List;

/** Takes rows to learn from as they come, keeps the articles and notes what looks suspicious. */
final class ArticleCollector {
    /** Bodies with fewer characters (code points, after cleaning) are worth a look. */
    static final int SHORT_BODY = 20;

    private final List<Article> articles = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    List<Article> articles() {
        return articles;
    }

    List<Finding> findings() {
        return findings;
    }

    void note(Finding finding) {
        findings.add(finding);
    }

    /** Takes a row; one whose body is empty is left out. */
    void add(RawArticle raw) {
        Article article = raw.clean();
        String id = article.id();
        if (raw.label() != null && !raw.label().equals(article.label())) {
            findings.add(Finding.of(Finding.Kind.LABEL_SPACES, id, raw.label()));
        }
        if (raw.title() != null && article.title().isEmpty()) {
            findings.add(Finding.of(Finding.Kind.EMPTY_TITLE, id));
        }
        if (hasControlCharacters(article.title()) || hasControlCharacters(article.body())) {
            findings.add(Finding.of(Finding.Kind.CONTROL_CHARACTERS, id));
        }
        if (article.body().isEmpty()) {
            findings.add(Finding.of(Finding.Kind.EMPTY_BODY, id));
            return;
        }
        if (article.body().codePointCount(0, article.body().length()) < SHORT_BODY) {
            findings.add(Finding.of(Finding.Kind.SHORT_BODY, id, article.body().replace('\n', ' ')));
        }
        articles.add(article);
    }

    private static boolean hasControlCharacters(String text) {
        return text.codePoints()
                .anyMatch(c -> c == 0xFFFD
                        || (c != '\n' && c != '\t' && Character.getType(c) == Character.CONTROL)
                        || Character.getType(c) == Character.SURROGATE);
    }
}
