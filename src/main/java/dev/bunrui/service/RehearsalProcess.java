package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.PreflightJson;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.TrainingRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.llm.ModelLocator;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tries a run out and ends: an {@link Errand}. It says {@code {"stage": …}} whenever another one begins, and at last
 * {@code {"rehearsed": …}} as {@link PreflightJson} has it.
 */
public final class RehearsalProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RehearsalProcess() {}

    /** Started by {@link Rehearsal}; takes no arguments. */
    public static void main(String[] arguments) {
        Errand.carryOut(RehearsalProcess::rehearse);
    }

    private static RunSettings settings(JsonNode order) {
        Map<String, String> options = new HashMap<>();
        order.required("options")
                .properties()
                .forEach(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        return RunOptions.parse(options, Path.of(order.required("data").asText()));
    }

    private static void rehearse(JsonNode order, Consumer<JsonNode> words) {
        RunListener listener = new RunListener() {
            @Override
            public void stage(Stage stage) {
                words.accept(JSON.createObjectNode().put("stage", stage.name()));
            }
        };
        ModelLocator models = new ModelLocator(AppFolders.ofProcess().assets());
        TrainingRun run = new TrainingRun(models, ProgramVersion.text(), listener, () -> false);
        ObjectNode last = JSON.createObjectNode();
        last.set("rehearsed", PreflightJson.of(run.rehearse(settings(order))));
        words.accept(last);
    }
}
