package dev.bunrui.app.label;

import dev.bunrui.app.text.Texts;
import dev.bunrui.corpus.Article;
import javafx.scene.control.TextArea;
import org.jspecify.annotations.Nullable;

/** The text of the article that is chosen beside it. */
public final class ArticleText extends TextArea {
    /** More is not read here, and would be laid out at once. */
    private static final int MOST = 20_000;

    private static final int BEGINNING = 80;

    public ArticleText(Texts texts, String id) {
        setId(id);
        setEditable(false);
        setWrapText(true);
        promptTextProperty().bind(texts.of("errors.choose"));
        accessibleTextProperty().bind(texts.of("errors.text"));
        setMinHeight(0);
    }

    /** Shows an article from its beginning; null for none. */
    public void read(@Nullable Article article) {
        setText(article == null ? "" : whole(article));
        setScrollTop(0);
    }

    private static String whole(Article article) {
        String whole = article.title().isEmpty() ? article.body() : article.title() + "\n\n" + article.body();
        return beginning(whole, MOST);
    }

    /** A line that tells an article from others: where there is no title, the text begins with something as telling. */
    public static String heading(Article article) {
        return article.title().isEmpty() ? beginning(article.body().replace('\n', ' '), BEGINNING) : article.title();
    }

    private static String beginning(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.min(most, text.codePointCount(0, most)))) + "…";
    }
}
