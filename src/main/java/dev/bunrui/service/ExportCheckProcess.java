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
import dev.bunrui.message.SentenceException;
import dev.bunrui.service.ExportChecking.Order;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one export to its run and ends. Its order is a JSON object on standard input; on standard output it says
 * {@code {"done": share}} again and again, and at last {@code {"checked": …}} as {@link ExportCheck} has it, or a
 * {@link Refusal}.
 */
public final class ExportCheckProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ExportCheckProcess.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExportCheckProcess() {}

    /** Started by {@link ExportChecking}; takes no arguments. */
    public static void main(String[] arguments) {
        PrintStream out = StandardOutput.forAnswers();
        try {
            check(order(JSON.readTree(System.in)), out);
            System.exit(0);
        } catch (SentenceException refusal) {
            LOG.info("{}", refusal.getMessage(), refusal);
            out.println(Refusal.of(refusal));
            System.exit(0);
        } catch (IOException | RuntimeException | Error unexpected) {
            // Not left to the virtual machine, which would go on, and be waited for, while the engine has threads.
            LOG.error("unexpected", unexpected);
            System.exit(1);
        }
    }

    /** An order as it is given on standard input: file names of any language would not survive as arguments everywhere. */
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

    private static void check(Order order, PrintStream words) {
        AppFolders folders = AppFolders.ofProcess();
        ExportChecker checker =
                new ExportChecker(order.run(), new ModelLocator(folders.assets()), order.device(), order.precision());
        Path sample = new DataLocator(folders.sampleData(), folders.data()).locate(DataLocator.SAMPLE);
        ExportCheck check = checker.check(
                order.exported(),
                sample,
                share -> words.println(JSON.createObjectNode().put("done", share)));
        words.println(JSON.createObjectNode().set("checked", check.json()));
    }
}
