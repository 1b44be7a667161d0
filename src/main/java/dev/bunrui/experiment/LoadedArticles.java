package dev.bunrui.experiment;

import dev.bunrui.classify.ArticleEncoder;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.corpus.DataStamp;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.text.Fitted;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Articles that were read, and their tokens, kept for the next run that asks for the same. */
public final class LoadedArticles {
    /** Sets of tokens that are kept: as many as a sweep over templates needs, a few dozen megabytes each at most. */
    private static final int TOKENS_KEPT = 12;

    private @Nullable ReadData last;

    private final Map<Encoding, Map<Article, Fitted>> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Encoding, Map<Article, Fitted>> eldest) {
            return size() > TOKENS_KEPT;
        }
    };

    private record ReadData(Path path, Columns columns, DataStamp stamp, DataSet data) {}

    private record Encoding(ModelFolder model, Template template, int maxLength, Truncation truncation) {}

    /**
     * The articles of a run; they are read again if a file changed.
     *
     * @throws dev.bunrui.message.RequestException if they cannot be read
     */
    public DataSet data(RunSettings settings) {
        DataStamp stamp = DataStamp.of(settings.data());
        ReadData before = last;
        if (before != null
                && before.path().equals(settings.data())
                && before.columns().equals(settings.columns())
                && before.stamp().equals(stamp)) {
            return before.data();
        }
        tokens.clear();
        DataSet data = DataReader.read(settings.data(), settings.columns());
        last = new ReadData(settings.data(), settings.columns(), stamp, data);
        return data;
    }

    /** The tokens of articles of {@link #data}, in their order. */
    public List<Fitted> encode(List<Article> articles, Template template, RunSettings settings, ModelFolder model) {
        Encoding encoding = new Encoding(model, template, settings.maxLength(), settings.truncation());
        Map<Article, Fitted> known = tokens.computeIfAbsent(encoding, each -> new IdentityHashMap<>());
        List<Article> missing =
                articles.stream().filter(article -> !known.containsKey(article)).toList();
        if (!missing.isEmpty()) {
            try (TextTokenizer tokenizer = TextTokenizer.open(model)) {
                List<Fitted> fitted = new ArticleEncoder(
                                tokenizer, template, settings.maxLength(), settings.truncation())
                        .encode(missing);
                for (int i = 0; i < missing.size(); i++) {
                    known.put(missing.get(i), fitted.get(i));
                }
            }
        }
        return articles.stream().map(article -> known(known, article)).toList();
    }

    private static Fitted known(Map<Article, Fitted> known, Article article) {
        Fitted fitted = known.get(article);
        if (fitted == null) {
            throw new IllegalStateException("not encoded: " + article.id());
        }
        return fitted;
    }
}
