package dev.bunrui.app.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.app.label.Corrections.Unkept;
import dev.bunrui.app.label.Subject.Source;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Work;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.experiment.analysis.Correction;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.MapChangeListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the corrections that are not written yet in a file, so that they are there again when the window is opened the next
 * time, however it was closed. A damaged file is put aside, beside itself; one that cannot be read is left as it is, and
 * nothing is kept until it can.
 */
public final class KeptCorrections {
    private static final Logger LOG = LoggerFactory.getLogger(KeptCorrections.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Work work;
    private final Corrections corrections;
    private long latest;
    private long kept;

    private KeptCorrections(Path file, Work work, Corrections corrections) {
        this.file = file;
        this.work = work;
        this.corrections = corrections;
    }

    /** Reads the file into {@code corrections}, and keeps every change of them from then on. */
    public static void keep(Path file, Work work, Corrections corrections) {
        new KeptCorrections(file, work, corrections).open();
    }

    private void open() {
        work.once(this::read, this::begin, problem -> tell("relabel.unread", problem, this::open));
    }

    private void begin(Map<Source, List<Correction>> read) {
        corrections.unkept().set(null);
        // What was chosen while the file was read comes after what is in it.
        read.forEach((source, steps) -> {
            List<Correction> all = new ArrayList<>(steps);
            all.addAll(corrections.steps().getOrDefault(source, List.of()));
            corrections.steps().put(source, List.copyOf(all));
        });
        corrections.steps().addListener((MapChangeListener<Source, List<Correction>>) change -> keep());
        if (!corrections.steps().isEmpty()) {
            keep();
        }
    }

    private void keep() {
        Map<Source, List<Correction>> now = new LinkedHashMap<>(corrections.steps());
        long number = ++latest;
        work.once(
                () -> {
                    write(number, now);
                    return number;
                },
                done -> {
                    if (number == latest) {
                        corrections.unkept().set(null);
                    }
                },
                problem -> {
                    if (number == latest) {
                        tell("relabel.unkept", problem, this::keep);
                    }
                });
    }

    private void tell(String key, Throwable problem, Runnable again) {
        LOG.warn("{}", file, problem);
        Throwable cause = problem instanceof RequestException ? problem.getCause() : problem;
        Throwable why = cause instanceof IOException reason
                ? new FailureException(Texts.class, key, file, new SystemReason(reason))
                : problem;
        corrections.unkept().set(new Unkept(why, again));
    }

    /** Of two writings that come in another order than they were asked for, the later one stands. */
    private synchronized void write(long number, Map<Source, List<Correction>> now) throws IOException {
        if (number < kept) {
            return;
        }
        kept = number;
        if (now.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        ArrayNode root = JSON.createArrayNode();
        now.forEach((source, steps) -> {
            ObjectNode set = root.addObject();
            set.put("data", source.data().toString());
            set.put("title_column", source.columns().title());
            set.put("body_column", source.columns().body());
            set.put("label_column", source.columns().label());
            ArrayNode list = set.putArray("corrections");
            steps.forEach(step -> list.addObject()
                    .put("id", step.article().id())
                    .put("title", step.article().title())
                    .put("body", step.article().body())
                    .put("label", step.article().label())
                    .put("corrected", step.label()));
        });
        AtomicFile.write(file, root.toPrettyString() + "\n");
    }

    private Map<Source, List<Correction>> read() throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<Source, List<Correction>> read = new LinkedHashMap<>();
            for (JsonNode set : JSON.readTree(file.toFile())) {
                Columns columns = new Columns(
                        set.path("title_column").textValue(),
                        set.path("body_column").textValue(),
                        set.path("label_column").textValue());
                List<Correction> steps = new ArrayList<>();
                for (JsonNode step : set.required("corrections")) {
                    Article article = new Article(
                            step.required("id").asText(),
                            step.required("title").asText(),
                            step.required("body").asText(),
                            step.required("label").textValue(),
                            new HashMap<>());
                    steps.add(new Correction(article, step.required("corrected").asText()));
                }
                read.put(new Source(Path.of(set.required("data").asText()), columns), List.copyOf(steps));
            }
            return read;
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            LOG.warn("{} is damaged", file, garbled);
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
            return Map.of();
        }
    }
}
