package dev.bunrui.classify;

import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.ArticleReading;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.ClassifierConfig;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.NewlineToken;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.DeltaSettings;
import dev.bunrui.llm.text.Fitted;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.OutOfMemoryException;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.score.Logits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A trained adapter on its base model, ready to tell articles' classes. */
public final class ArticleClassifier implements AutoCloseable {
    /** Articles that are read, tokenised and classified together when there are many. */
    private static final int CHUNK = 256;

    private final Task task;
    private final TextTokenizer tokenizer;
    private final ArticleEncoder encoder;
    private final LoraClassifier classifier;

    private ArticleClassifier(Task task, TextTokenizer tokenizer, LoraClassifier classifier) {
        this.task = task;
        this.tokenizer = tokenizer;
        this.encoder = new ArticleEncoder(tokenizer, task.template(), task.maxLength(), task.truncation());
        this.classifier = classifier;
    }

    /**
     * A classified article.
     *
     * @param bodyCharsRead how much of its body was read, in UTF-16 code units from the beginning
     */
    public record Classified(Article article, Classification classification, int bodyCharsRead) {}

    /**
     * Loads an adapter that Bunrui or PEFT wrote; the model's weights are kept as the adapter's folder says that they were
     * in its training, or in full.
     *
     * @param otherwise how articles are read if the adapter's folder does not say it; its labels are not used: classes
     *     that neither it nor the model's {@code config.json} names are called LABEL_0, LABEL_1 …; line breaks are then
     *     written as the model wants them
     * @throws RequestException if adapter and model do not belong together
     * @throws FailureException if the memory does not hold them
     */
    public static ArticleClassifier open(
            Path adapterFolder, ModelFolder model, Task otherwise, ComputeDevice device, Precision precision) {
        WeightFormat weights = Task.read(adapterFolder).map(Task::weights).orElse(WeightFormat.FULL);
        return open(adapterFolder, model, otherwise, device, precision, weights);
    }

    /** The same for weights that are kept in a way of one's own. */
    public static ArticleClassifier open(
            Path adapterFolder,
            ModelFolder model,
            Task otherwise,
            ComputeDevice device,
            Precision precision,
            WeightFormat weights) {
        PeftFolder peft = PeftFolder.read(adapterFolder);
        return fitting(() -> {
            Backbone backbone = Backbone.load(
                    model, device, precision, weights, peft.settings().deltas());
            return open(adapterFolder, model, otherwise, backbone, peft.weights());
        });
    }

    /**
     * Loads a model that is a sequence classifier itself: a checkpoint with a head, such as an adapter and its base model
     * merged.
     *
     * @param otherwise how articles are read if the model's folder does not say it; its labels are not used: those of
     *     {@code config.json} are, or LABEL_0, LABEL_1 …
     * @throws RequestException if the model has no head, or one of another kind
     * @throws FailureException if the memory does not hold it
     */
    public static ArticleClassifier open(ModelFolder model, Task otherwise, ComputeDevice device, Precision precision) {
        AdapterWeights head = AdapterWeights.headOf(model);
        return fitting(() -> {
            Backbone backbone = Backbone.load(model, device, precision, new DeltaSettings(1, 0));
            return open(model.path(), model, otherwise, backbone, head);
        });
    }

    private static ArticleClassifier fitting(Supplier<ArticleClassifier> loading) {
        try {
            return loading.get();
        } catch (OutOfMemoryException full) {
            throw new FailureException(ArticleClassifier.class, "model.too-large", full);
        }
    }

    private static ArticleClassifier open(
            Path folder, ModelFolder model, Task otherwise, Backbone backbone, AdapterWeights weights) {
        LoraClassifier classifier;
        try {
            classifier = new LoraClassifier(backbone, weights);
        } catch (RuntimeException misfit) {
            backbone.close();
            throw misfit;
        }
        try {
            int classes = classifier.adapter().classes();
            Task task = Task.read(folder).orElseGet(() -> named(otherwise, model, classes));
            if (task.labels().size() != classes) {
                throw new RequestException(
                        ArticleClassifier.class,
                        "task.classes",
                        folder.resolve(Task.FILE),
                        task.labels().size(),
                        classes);
            }
            return new ArticleClassifier(task, TextTokenizer.open(model, task.newline()), classifier);
        } catch (RuntimeException misfit) {
            classifier.close();
            throw misfit;
        }
    }

    private static Task named(Task like, ModelFolder model, int classes) {
        List<String> labels = ClassifierConfig.labels(model, classes)
                .orElseGet(() ->
                        IntStream.range(0, classes).mapToObj(i -> "LABEL_" + i).toList());
        return new Task(
                labels, like.template(), like.maxLength(), like.truncation(), NewlineToken.of(model), like.weights());
    }

    /** A task that only says how articles are read. */
    public static Task reading(Template template, int maxLength, Truncation truncation) {
        return new Task(List.of(), template, maxLength, truncation, "\n", WeightFormat.FULL);
    }

    public Task task() {
        return task;
    }

    /** What turns texts into tokens; closed with the classifier. */
    public TextTokenizer tokenizer() {
        return tokenizer;
    }

    /** What turns tokens into logits; closed with the classifier. */
    public LoraClassifier network() {
        return classifier;
    }

    /**
     * Classifies articles while they are read, a few hundred at a time, so that there may be more than memory holds; hears
     * each in the order in which they are read.
     *
     * @param done hears now and again how many are computed, ahead of {@code each}
     */
    public void classify(ArticleReading articles, LongConsumer done, Consumer<Classified> each) {
        List<Article> chunk = new ArrayList<>();
        long before = 0;
        for (Article article = articles.next(); article != null; article = articles.next()) {
            chunk.add(article);
            if (chunk.size() == CHUNK) {
                classifyChunk(chunk, before, done, each);
                before += CHUNK;
                chunk.clear();
            }
        }
        classifyChunk(chunk, before, done, each);
    }

    /** What the head reads of articles, the last token's final state, [articles][hidden]. */
    public float[][] states(List<Article> articles) {
        return classifier.states(
                encoder.encode(articles).stream().map(Fitted::ids).toList(), done -> {});
    }

    /** Classifies articles; hears each in the order in which they were given. */
    public void classify(List<Article> articles, Consumer<Classified> each) {
        for (int from = 0; from < articles.size(); from += CHUNK) {
            classifyChunk(articles.subList(from, Math.min(articles.size(), from + CHUNK)), from, done -> {}, each);
        }
    }

    private void classifyChunk(List<Article> articles, long before, LongConsumer done, Consumer<Classified> each) {
        List<Fitted> texts = encoder.encode(articles);
        float[][] logits =
                classifier.logits(texts.stream().map(Fitted::ids).toList(), computed -> done.accept(before + computed));
        for (int i = 0; i < logits.length; i++) {
            Fitted text = texts.get(i);
            each.accept(new Classified(articles.get(i), classification(logits[i], text), text.bodyCharsKept()));
        }
    }

    private Classification classification(float[] logits, Fitted text) {
        double[] probabilities = Logits.softmax(logits);
        Map<String, Double> byLabel = new LinkedHashMap<>();
        for (int c = 0; c < probabilities.length; c++) {
            byLabel.put(task.labels().get(c), probabilities[c]);
        }
        return new Classification(
                task.labels().get(Logits.argmax(logits)),
                Collections.unmodifiableMap(byLabel),
                logits,
                text.ids().length,
                text.truncated());
    }

    @Override
    public void close() {
        classifier.close();
        tokenizer.close();
    }
}
