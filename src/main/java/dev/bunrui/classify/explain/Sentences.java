package dev.bunrui.classify.explain;

import dev.bunrui.corpus.Article;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences of an article. The title is one. In the body a sentence ends with its line, after {@code 。！？!?}, and
 * after a full stop that no letter or digit follows; what closes right behind goes with it. Brackets and quotation marks
 * that close on their line and are not long are not parted, whatever they hold.
 */
final class Sentences {
    private static final String ENDS = "。！？!?";
    private static final String OPENING = "「『【〈《（([“";
    private static final String CLOSING = "」』】〉》）)]”";

    /** What is quoted at greater length has sentences of its own. */
    private static final int MOST_QUOTED = 100;

    private final String body;
    private final List<Span> found = new ArrayList<>();

    private Sentences(String body) {
        this.body = body;
    }

    /** The sentences in their order, none of them empty or with white space at an end. */
    static List<Span> of(Article article) {
        Sentences sentences = new Sentences(article.body());
        if (!article.title().isEmpty()) {
            sentences.found.add(new Span(Part.TITLE, 0, article.title().length()));
        }
        sentences.split();
        return sentences.found;
    }

    private void split() {
        int begin = 0;
        int at = 0;
        while (at < body.length()) {
            char c = body.charAt(at);
            if (OPENING.indexOf(c) >= 0) {
                at = afterQuoted(at);
            } else if (c == '\n' || ends(at)) {
                int end = c == '\n' ? at : afterEnd(at);
                add(begin, end);
                begin = Math.max(end, at + 1);
                at = begin;
            } else {
                at++;
            }
        }
        add(begin, body.length());
    }

    private boolean ends(int at) {
        char c = body.charAt(at);
        return ENDS.indexOf(c) >= 0 || (c == '.' && !(at + 1 < body.length() && latin(body.charAt(at + 1))));
    }

    private static boolean latin(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    /** Behind all marks that end this sentence, and all that close with it. */
    private int afterEnd(int at) {
        int end = at + 1;
        while (end < body.length() && (CLOSING.indexOf(body.charAt(end)) >= 0 || ends(end))) {
            end++;
        }
        return end;
    }

    /** Behind what closes an opening mark; behind the mark alone where nothing on its line does, or too far away. */
    private int afterQuoted(int open) {
        int depth = 0;
        int limit = Math.min(body.length(), open + MOST_QUOTED);
        for (int at = open; at < limit && body.charAt(at) != '\n'; at++) {
            if (OPENING.indexOf(body.charAt(at)) >= 0) {
                depth++;
            } else if (CLOSING.indexOf(body.charAt(at)) >= 0 && --depth == 0) {
                return at + 1;
            }
        }
        return open + 1;
    }

    private void add(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(body.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(body.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            found.add(new Span(Part.BODY, start, end));
        }
    }
}
