package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.corpus.Article;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.score.Bootstrap;
import dev.bunrui.training.score.Confusion;
import dev.bunrui.training.score.Interval;
import dev.bunrui.training.score.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs as they lie on the disk, written by the program's own writers without any training. */
public final class SavedRun {
    private static final List<String> LABELS = List.of("class-0", "class-1", "class-2");
    private static final int[] GOLD = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
    private static final int[] PREDICTED = {0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 0, 0};

    private SavedRun() {}

    /** One that stopped after 4 of 8 steps with a validation macro-F1 of 0.625. */
    public static RunFolder stopped(Path runs, String name, Instant created) throws IOException {
        RunFolder folder = RunFolder.create(runs, name, "");
        RunSettings settings = TinyRun.settings(runs.resolveSibling("words.csv"), 2);
        new RunManifest(
                        created,
                        settings,
                        "cpu",
                        "fp32",
                        "{body}",
                        LABELS,
                        Map.of("train", 36, "val", 12, "test", 12),
                        "5p1it",
                        "te5t",
                        Map.of("config.json", "c0"),
                        Map.of("bunrui", "test"))
                .write(folder.manifest());
        try (EventLog log = EventLog.open(folder.events(), 0)) {
            log.append(EventJson.of(new TrainingEvent.Started(0, 8, 4, 0)).orElseThrow());
            for (int step = 1; step <= 4; step++) {
                TrainingEvent taken = new TrainingEvent.Stepped(step, 1, 1.0 / step, 1e-2, 64, 0.01);
                log.append(EventJson.of(taken).orElseThrow());
            }
            Scores scores = new Scores(12, 0.6, 0.6, 0.6, 0.625, List.of());
            log.append(EventJson.of(new TrainingEvent.Evaluated(1, 0.9, scores, true, 0.01))
                    .orElseThrow());
        }
        Files.createDirectories(folder.state().getParent());
        Files.writeString(folder.state(), "state");
        return folder;
    }

    /** One that is finished: of 12 test articles 3 were given a wrong class, which makes a macro-F1 of 0.7407. */
    public static RunFolder finished(Path runs, String name, Instant created) throws IOException {
        RunFolder folder = stopped(runs, name, created);
        Metrics metrics = new Metrics(
                Scores.of(3, GOLD, PREDICTED),
                Confusion.of(3, GOLD, PREDICTED),
                new Interval(0.4, 0.9),
                Bootstrap.macroF1(3, GOLD, PREDICTED, Bootstrap.RESAMPLES, 0, 0.95),
                0.5);
        ObjectNode result = new RunResult(folder, LABELS, 1, 2, metrics, metrics).metricsJson();
        Files.createDirectories(folder.adapter());
        Files.writeString(folder.adapter().resolve("adapter_config.json"), "{}");
        Files.write(folder.adapter().resolve("adapter_model.safetensors"), new byte[] {1, 2, 3});
        Files.writeString(folder.metrics(), new ObjectMapper().writeValueAsString(result));
        return folder;
    }

    /**
     * Gives a finished run the predictions that its result is of, on both parts: sure, with 3 above the other logits, of
     * the nine labels that are right, and unsure, with 1, of the three that are wrong.
     */
    public static void predict(RunFolder folder) {
        predict(folder, "val", 1);
        predict(folder, "test", 1);
    }

    /** Those of one part, all logits times {@code factor}. */
    static void predict(RunFolder folder, String part, float factor) {
        List<Article> articles = new ArrayList<>();
        float[][] logits = new float[GOLD.length][LABELS.size()];
        for (int i = 0; i < GOLD.length; i++) {
            articles.add(new Article("a" + i, "", "", LABELS.get(GOLD[i]), Map.of()));
            logits[i][PREDICTED[i]] = factor * (GOLD[i] == PREDICTED[i] ? 3 : 1);
        }
        Predictions.write(folder.predictions(part), articles, logits);
    }

    /** One whose manifest was cut off. */
    public static RunFolder damaged(Path runs, String name) throws IOException {
        RunFolder folder = stopped(runs, name, Instant.EPOCH);
        Files.writeString(folder.manifest(), Files.readString(folder.manifest()).substring(0, 100));
        return folder;
    }
}
