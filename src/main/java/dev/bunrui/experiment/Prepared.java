package dev.bunrui.experiment;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.corpus.Split;
import dev.bunrui.corpus.Splitter;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.text.Fitted;
import dev.bunrui.training.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The articles of a run, split and tokenised.
 *
 * @param labels the classes in the order of the logits: sorted by code point
 * @param truncated how many articles are longer than the model is to see
 */
record Prepared(
        DataSet data,
        Split split,
        Template template,
        List<String> labels,
        List<Example> train,
        List<Example> validation,
        List<Example> test,
        int truncated) {
    static Prepared of(RunSettings settings, ModelFolder model, LoadedArticles articles) {
        settings.checkLength(model.config());
        DataSet data = articles.data(settings);
        Split split = Splitter.split(data.parts(), settings.split());
        Template template = Template.of(settings.template(), data.titled());
        List<String> labels = List.copyOf(
                new TreeSet<>(split.train().stream().map(Prepared::label).toList()));
        List<Fitted> train = articles.encode(split.train(), template, settings, model);
        List<Fitted> validation = articles.encode(split.validation(), template, settings, model);
        List<Fitted> test = articles.encode(split.test(), template, settings, model);
        int truncated = 0;
        for (List<Fitted> part : List.of(train, validation, test)) {
            truncated += (int) part.stream().filter(Fitted::truncated).count();
        }
        return new Prepared(
                data,
                split,
                template,
                labels,
                examples(split.train(), train, labels),
                examples(split.validation(), validation, labels),
                examples(split.test(), test, labels),
                truncated);
    }

    private static List<Example> examples(List<Article> articles, List<Fitted> texts, List<String> labels) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < articles.size(); i++) {
            examples.add(new Example(texts.get(i).ids(), labels.indexOf(label(articles.get(i)))));
        }
        return examples;
    }

    private static String label(Article article) {
        return Objects.requireNonNull(article.label(), "articles to learn from have labels");
    }
}
