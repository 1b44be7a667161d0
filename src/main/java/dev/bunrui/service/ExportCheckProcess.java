package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.experiment.ExportCheck;
import dev.bunrui.experiment.ExportChecker;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.service.ExportChecking.Order;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Holds one export to its run and ends: an {@link Errand}. It says {@code {"done": share}} again and again, and at last
 * {@code {"checked": …}} as {@link ExportCheck} has it.
 */
public final class ExportCheckProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExportCheckProcess() {}

    /** Started by {@link ExportChecking}; takes no arguments. */
    public static void main(String[] arguments) {
        Errand.carryOut((order, words) -> check(order(order), words));
    }

    /** An order as it is given. */
    static JsonNode line(Order order) {
        ObjectNode node = JSON.createObjectNode();
        node.put("run", order.run().path().toAbsolutePath().toString());
        node.put("exported", order.exported().toAbsolutePath().toString());
        node.put("device", order.device());
        node.put("precision", order.precision());
        return node;
    }

    private static Order order(JsonNode line) {
        return new Order(
                new RunFolder(Path.of(line.required("run").asText())),
                Path.of(line.required("exported").asText()),
                line.required("device").asText(),
                line.required("precision").asText());
    }

    private static void check(Order order, Consumer<JsonNode> words) {
        AppFolders folders = AppFolders.ofProcess();
        ExportChecker checker =
                new ExportChecker(order.run(), new ModelLocator(folders.assets()), order.device(), order.precision());
        Path sample = new DataLocator(folders.sampleData(), folders.data()).locate(DataLocator.SAMPLE);
        ExportCheck check = checker.check(
                order.exported(),
                sample,
                share -> words.accept(JSON.createObjectNode().put("done", share)));
        words.accept(JSON.createObjectNode().set("checked", check.json()));
    }
}
