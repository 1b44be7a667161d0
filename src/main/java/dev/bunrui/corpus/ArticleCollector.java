package dev.bunrui.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes rows as they come, keeps the articles and notes what looks suspicious. */
final class ArticleCollector {
    /** Bodies with fewer characters (code points, after cleaning) are worth a look. */
    static final int SHORT_BODY = 20;

    private final boolean keepEmpty;
    private final List<Article> articles = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A collector without articles.
     *
     * @param labelled false if the articles are only to be classified: then every row is kept, so each has an answer
     */
    ArticleCollector(boolean labelled) {
        this.keepEmpty = !labelled;
    }

    List<Article> articles() {
        return articles;
    }

    List<Finding> findings() {
        return findings;
    }

    void note(Finding finding) {
        findings.add(finding);
    }

    /**
     * Takes a row as the data has it.
     *
     * @param title null if the data has no titles
     */
    void add(
            String id,
            @Nullable String title,
            String body,
            @Nullable String label,
            Map<String, @Nullable Object> fields) {
        String cleanLabel = label == null ? null : Cleaning.label(label);
        Article article = new Article(id, title == null ? "" : title, body, cleanLabel, fields);
        if (label != null && !label.equals(cleanLabel)) {
            findings.add(Finding.of(Finding.Kind.LABEL_SPACES, id, label));
        }
        if (title != null && article.title().isEmpty()) {
            findings.add(Finding.of(Finding.Kind.EMPTY_TITLE, id));
        }
        if (hasControlCharacters(article.title()) || hasControlCharacters(article.body())) {
            findings.add(Finding.of(Finding.Kind.CONTROL_CHARACTERS, id));
        }
        if (article.body().isEmpty()) {
            findings.add(Finding.of(Finding.Kind.EMPTY_BODY, id, keepEmpty ? 1 : 0));
            if (!keepEmpty) {
                return;
            }
        } else if (article.body().codePointCount(0, article.body().length()) < SHORT_BODY) {
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
