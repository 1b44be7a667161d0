package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.ClassificationJson;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.SentenceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a trained run ready and answers questions: a JSON object a line on standard input, {@code {"title": …, "body": …}},
 * and one on standard output for each, {@code {"classification": …, "body_chars_read": …}} as {@link ClassificationJson}
 * and {@link ArticleClassifier.Classified} have it, or a {@link Refusal}. It ends with its input, so that it never
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

    private void answerAll(RunFolder run) throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ModelLocator models = new ModelLocator(AppFolders.ofProcess().assets());
        try (ArticleClassifier classifier = RunClassifier.open(run, models, "auto", "auto")) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                answer(classifier, JSON.readTree(line));
            }
        } catch (SentenceException refusal) {
            say(Refusal.of(refusal));
        }
    }

    private void answer(ArticleClassifier classifier, JsonNode question) {
        Article article = new Article(
                "",
                question.required("title").asText(),
                question.required("body").asText(),
                null,
                Map.of());
        classifier.classify(
                List.of(article),
                classified -> say(JSON.createObjectNode()
                        .put("body_chars_read", classified.bodyCharsRead())
                        .set("classification", ClassificationJson.of(classified.classification()))));
    }

    private void say(JsonNode answer) {
        answers.println(answer);
    }
}
