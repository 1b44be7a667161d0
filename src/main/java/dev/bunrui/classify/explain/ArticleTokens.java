package dev.bunrui.classify.explain;

import dev.bunrui.classify.Task;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.text.Encoded;
import dev.bunrui.llm.text.Fitted;
import dev.bunrui.llm.text.TextFitter;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An article as the model reads it, each token with the place in the article that it stands for.
 *
 * @param ids the token ids
 * @param places by token; null for the template's own and for those that the tokenizer adds. The tokens of a character
 *     that was taken apart have one place, and so have those of a title that the template has twice
 */
@SuppressWarnings("ArrayRecordComponent") // hundreds of numbers an article; compared nowhere
record ArticleTokens(int[] ids, List<@Nullable Span> places) {
    ArticleTokens {
        places = Collections.unmodifiableList(places);
    }

    /**
     * The tokens that a task's classifier reads.
     *
     * @throws dev.bunrui.message.RequestException if the template alone is longer than the greatest length
     */
    static ArticleTokens of(TextTokenizer tokenizer, Task task, Article article) {
        Template template = task.template();
        String before = template.before(article.title());
        String after = template.after(article.title());
        Fitted fitted =
                new TextFitter(tokenizer, task.maxLength(), task.truncation()).fit(before, article.body(), after);
        String body = task.truncation() == Truncation.REFERENCE
                ? article.body()
                : article.body().substring(0, fitted.bodyCharsKept());
        Encoded encoded = tokenizer.encodeWithOffsets(before + body + after);
        List<Integer> titles = template.titles(article.title(), body.length());
        int count = encoded.ids().length;
        int added = 0;
        while (added < count && encoded.starts()[count - 1 - added] == encoded.ends()[count - 1 - added]) {
            added++;
        }
        List<@Nullable Span> places = new ArrayList<>();
        for (int i = 0; i < fitted.ids().length; i++) {
            int start = encoded.starts()[i];
            int end = encoded.ends()[i];
            @Nullable
            Span place = i < fitted.ids().length - added
                    ? within(Part.BODY, before.length(), body.length(), start, end)
                    : null;
            for (int title : titles) {
                Span inTitle = within(Part.TITLE, title, article.title().length(), start, end);
                place = inTitle == null || i >= fitted.ids().length - added ? place : inTitle;
            }
            places.add(place);
        }
        return new ArticleTokens(fitted.ids(), places);
    }

    private static @Nullable Span within(Part part, int partStart, int length, int start, int end) {
        int from = Math.max(0, start - partStart);
        int to = Math.min(length, end - partStart);
        return from < to ? new Span(part, from, to) : null;
    }

    /** The tokens that stand for something of the article, by their positions. */
    int[] ofArticle() {
        return IntStream.range(0, ids.length).filter(i -> places.get(i) != null).toArray();
    }

    /** The positions of the tokens of each sentence; a token that two share belongs to the first. */
    List<int[]> of(List<Span> sentences) {
        int[] owner = IntStream.range(0, ids.length)
                .map(token -> owner(sentences, places.get(token)))
                .toArray();
        return IntStream.range(0, sentences.size())
                .mapToObj(sentence -> IntStream.range(0, owner.length)
                        .filter(token -> owner[token] == sentence)
                        .toArray())
                .toList();
    }

    private static int owner(List<Span> sentences, @Nullable Span place) {
        for (int i = 0; place != null && i < sentences.size(); i++) {
            if (place.meets(sentences.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The ids without some of the tokens. */
    int[] without(int[] tokens) {
        boolean[] gone = new boolean[ids.length];
        for (int token : tokens) {
            gone[token] = true;
        }
        return IntStream.range(0, ids.length)
                .filter(i -> !gone[i])
                .map(i -> ids[i])
                .toArray();
    }
}
