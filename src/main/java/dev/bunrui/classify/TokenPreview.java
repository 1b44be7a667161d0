package dev.bunrui.classify;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.text.Encoded;
import dev.bunrui.llm.text.Fitted;
import dev.bunrui.llm.text.TextFitter;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import java.util.ArrayList;
import java.util.List;

/**
 * An article as a model reads it, token by token. The last token is the one whose state is classified.
 *
 * @param pieces the tokens in order
 * @param cut what the model does not read, empty if it reads all: the body's end, or under
 *     {@link Truncation#REFERENCE} the end of the whole text
 */
public record TokenPreview(List<Piece> pieces, String cut) {
    /** Where a token comes from. */
    public enum Kind {
        /** The template's own words, and the title in them. */
        TEMPLATE,
        BODY,
        /** The tokenizer added it. */
        SPECIAL
    }

    /**
     * A token.
     *
     * @param text the characters that it stands for, with those before it that no token stands for; empty for an added
     *     token, and for all but the first of the tokens that one character was taken apart into
     * @param token as the vocabulary spells it
     */
    public record Piece(String text, String token, int id, Kind kind) {}

    public TokenPreview {
        pieces = List.copyOf(pieces);
    }

    /**
     * Looks at an article.
     *
     * @throws dev.bunrui.message.RequestException if the template alone is longer than the greatest length
     */
    public static TokenPreview of(
            TextTokenizer tokenizer, Template template, int maxLength, Truncation truncation, Article article) {
        String before = template.before(article.title());
        String after = template.after(article.title());
        Fitted fitted = new TextFitter(tokenizer, maxLength, truncation).fit(before, article.body(), after);
        boolean whole = truncation == Truncation.REFERENCE;
        String body = whole ? article.body() : article.body().substring(0, fitted.bodyCharsKept());
        String text = before + body + after;
        Encoded encoded = tokenizer.encodeWithOffsets(text);
        int count = encoded.ids().length;
        int added = 0;
        while (added < count && empty(encoded, count - 1 - added)) {
            added++;
        }
        int kept = Math.min(fitted.ids().length, count) - added;
        List<Piece> pieces = new ArrayList<>();
        int shown = 0;
        for (int i = 0; i < count; i++) {
            if (i < kept || i >= count - added) {
                boolean special = empty(encoded, i);
                int end = Math.max(shown, encoded.ends()[i]);
                int start = encoded.starts()[i];
                Kind kind = special
                        ? Kind.SPECIAL
                        : start >= before.length() && start < before.length() + body.length()
                                ? Kind.BODY
                                : Kind.TEMPLATE;
                String piece = special ? "" : text.substring(shown, end);
                pieces.add(new Piece(piece, encoded.tokens().get(i), encoded.ids()[i], kind));
                shown = special ? shown : end;
            }
        }
        String cut = whole ? text.substring(shown) : article.body().substring(fitted.bodyCharsKept());
        return new TokenPreview(pieces, fitted.truncated() ? cut : "");
    }

    private static boolean empty(Encoded encoded, int token) {
        return encoded.starts()[token] == encoded.ends()[token];
    }
}
