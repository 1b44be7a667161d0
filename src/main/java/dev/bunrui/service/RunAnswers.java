package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.ClassificationJson;
import dev.bunrui.classify.explain.Explainer;
import dev.bunrui.classify.explain.ExplanationJson;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SimilarArticles;
import dev.bunrui.message.RequestException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run's classifier answers to the questions that {@link ClassifierProcess} is asked. */
final class RunAnswers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunAnswers.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArticleClassifier classifier;
    private final Explainer explainer;
    private final SimilarArticles similar;
    private final Questions questions;
    private final Consumer<JsonNode> say;

    /** Answers those questions; takes the classifier over. */
    RunAnswers(RunFolder run, ArticleClassifier classifier, Questions questions, Consumer<JsonNode> say) {
        this.classifier = classifier;
        this.explainer = new Explainer(classifier);
        this.similar = new SimilarArticles(run, classifier);
        this.questions = questions;
        this.say = say;
    }

    void answer(JsonNode question) {
        try {
            if (question.has(Questions.EXPLAIN)) {
                explain(question);
            } else if (question.has(Questions.SIMILAR)) {
                lookForSimilar(question);
            } else {
                classify(question);
            }
        } catch (CancellationException overtaken) {
            LOG.debug("a question was overtaken");
        } catch (RequestException refusal) {
            say.accept(answerTo(question).setAll(Refusal.of(refusal)));
        }
    }

    /** What is done between the batches of a long answer. */
    private void between(JsonNode question) {
        for (JsonNode before = questions.nextBefore(question);
                before != null;
                before = questions.nextBefore(question)) {
            answer(before);
        }
        if (questions.overtaken(question)) {
            throw new CancellationException();
        }
    }

    private void classify(JsonNode question) {
        classifier.classify(
                List.of(article(question)),
                classified -> say.accept(answerTo(question)
                        .put("body_chars_read", classified.bodyCharsRead())
                        .set("classification", ClassificationJson.of(classified.classification()))));
    }

    private void explain(JsonNode question) {
        JsonNode asked = question.required(Questions.EXPLAIN);
        @Nullable String label = asked.isNull() ? null : asked.asText();
        JsonNode explanation = ExplanationJson.of(explainer.explain(article(question), label, () -> between(question)));
        say.accept(answerTo(question).set("explanation", explanation));
    }

    private void lookForSimilar(JsonNode question) {
        int count = question.required(Questions.SIMILAR).asInt();
        JsonNode found = SimilarJson.of(similar.nearest(article(question), count, (done, all) -> {
            between(question);
            say.accept(answerTo(question).put("done", done).put("of", all));
        }));
        say.accept(answerTo(question).set(Questions.SIMILAR, found));
    }

    private static Article article(JsonNode question) {
        return new Article(
                "",
                question.required("title").asText(),
                question.required("body").asText(),
                null,
                Map.of());
    }

    private static ObjectNode answerTo(JsonNode question) {
        return JSON.createObjectNode().put("id", question.required("id").asLong());
    }

    @Override
    public void close() {
        explainer.close();
        classifier.close();
    }
}
