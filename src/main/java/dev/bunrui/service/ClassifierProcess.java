package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.ClassificationJson;
import dev.bunrui.classify.explain.ExplanationJson;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.SentenceException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a trained run ready and answers questions: a JSON object a line on standard input, {@code {"id": …, "title": …,
 * "body": …}}, and one on standard output for each, {@code {"id": …, "classification": …, "body_chars_read": …}} as
 * {@link ClassificationJson} and {@link ArticleClassifier.Classified} have it. Two kinds of questions take longer, so
 * that others are answered between their batches, and they are given up, without an answer, when a later one of their
 * kind comes, or {@code {"forget": ID}}:
 *
 * <ul>
 *   <li>one with {@code "explain": CLASS}, or null for the most probable class, is answered by {@code {"id": …,
 *       "explanation": …}} as {@link ExplanationJson} has it;
 *   <li>one with {@code "similar": COUNT} is answered by {@code {"id": …, "similar": …}} as {@link SimilarJson} has it,
 *       after any number of {@code {"id": …, "done": …, "of": …}}.
 * </ul>
 *
 * A {@link Refusal} without an id is the answer to all. The process ends with its input, so that it never outlives who
 * asks.
 */
public final class ClassifierProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ClassifierProcess.class);

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
        try (RunAnswers answers =
                new RunAnswers(run, RunClassifier.open(run, models, "auto", "auto"), questions, this::say)) {
            for (JsonNode question = questions.next(); question != null; question = questions.next()) {
                answers.answer(question);
            }
        } catch (SentenceException refusal) {
            say(Refusal.of(refusal));
        }
    }

    private void say(JsonNode answer) {
        answers.println(answer);
    }
}
