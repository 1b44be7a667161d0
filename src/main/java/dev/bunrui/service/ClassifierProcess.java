package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.ClassificationJson;
import dev.bunrui.classify.explain.Explainer;
import dev.bunrui.classify.explain.ExplanationJson;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.RequestException;
import dev.bunrui.message.SentenceException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a trained run ready and answers questions: a JSON object a line on standard input, {@code {"id": …, "title": …,
 * "body": …}}, and one on standard output for each, {@code {"id": …, "classification": …, "body_chars_read": …}} as
 * {@link ClassificationJson} and {@link ArticleClassifier.Classified} have it. A question with {@code "explain": CLASS},
 * or null for the most probable class, is answered by {@code {"id": …, "explanation": …}} as {@link ExplanationJson} has
 * it; questions without are answered between its batches, and it is given up, without an answer, when a later such
 * question comes, or {@code {"forget": ID}}. A {@link Refusal} without an id is the answer to all. The process ends with its input, so that it never
 * outlives who asks.
 */
public final class ClassifierProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ClassifierProcess.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream answers;

    private ClassifierProcess(PrintStream answers) {
        this.answers = answers;
    }

    /** Started by {@link WarmClassifier}; the argument is the run's folder. */
    public static void main(String[] arguments) {
        PrintStream out = StandardOutput.forAnswers();
        System.exit(new ClassifierProcess(out).work(new RunFolder(Path.of(arguments[0]))));
    }

    private int work(RunFolder run) {
        try {
            answerAll(run);
            return 0;
        } catch (Throwable unexpected) {
            // Not left to the virtual machine, which would go on, and be waited for, while the engine has threads.
            LOG.error("unexpected", unexpected);
            return 1;
        }
    }

    private void answerAll(RunFolder run) throws InterruptedException {
        Questions questions =
                Questions.reading(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        ModelLocator models = new ModelLocator(AppFolders.ofProcess().assets());
        try (ArticleClassifier classifier = RunClassifier.open(run, models, "auto", "auto");
                Explainer explainer = new Explainer(classifier)) {
            for (JsonNode question = questions.next(); question != null; question = questions.next()) {
                if (Questions.lengthy(question)) {
                    JsonNode asked = question;
                    explain(explainer, asked, () -> between(questions, asked, classifier));
                } else {
                    answer(classifier, question);
                }
            }
        } catch (SentenceException refusal) {
            say(Refusal.of(refusal));
        }
    }

    /** What is done between the batches of an explanation. */
    private void between(Questions questions, JsonNode asked, ArticleClassifier classifier) {
        for (JsonNode quick = questions.nextQuick(); quick != null; quick = questions.nextQuick()) {
            answer(classifier, quick);
        }
        if (questions.overtaken(asked)) {
            throw new CancellationException();
        }
    }

    private void explain(Explainer explainer, JsonNode question, Runnable between) {
        try {
            String label = question.required("explain").isNull()
                    ? null
                    : question.required("explain").asText();
            JsonNode explanation = ExplanationJson.of(explainer.explain(article(question), label, between));
            say(answerTo(question).set("explanation", explanation));
        } catch (CancellationException overtaken) {
            LOG.debug("an explanation was overtaken");
        } catch (RequestException refusal) {
            say(answerTo(question).setAll(Refusal.of(refusal)));
        }
    }

    private void answer(ArticleClassifier classifier, JsonNode question) {
        classifier.classify(
                List.of(article(question)),
                classified -> say(answerTo(question)
                        .put("body_chars_read", classified.bodyCharsRead())
                        .set("classification", ClassificationJson.of(classified.classification()))));
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

    private void say(JsonNode answer) {
        answers.println(answer);
    }
}
