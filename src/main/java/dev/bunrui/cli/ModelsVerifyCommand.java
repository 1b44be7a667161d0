package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.hub.HubCheck;
import dev.bunrui.llm.ModelCheck;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.text.TokenizerCheck;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui models verify}: reads every file of a base model and sees that they belong together. */
@Command(name = "verify", sortOptions = false, abbreviateSynopsis = true)
final class ModelsVerifyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID|DIR", descriptionKey = "option.model")
    private String model = "";

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelsVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ModelFolder folder = session.models().locate(model);
        ModelCheck check = ModelCheck.of(folder);
        TokenizerCheck.of(folder);
        List<Path> damaged;
        try (Transfer reading = new Transfer(session)) {
            damaged = HubCheck.of(folder.path()).damaged(reading.progress(), () -> false);
        }
        if (!damaged.isEmpty()) {
            throw new FailureException(ModelsVerifyCommand.class, "models.damaged", damaged.get(0), model);
        }
        Map<String, String> hashes = folder.hashes();
        if (json.asked()) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            node.put("path", folder.path().toAbsolutePath().toString());
            node.put("tensors", check.tensors());
            node.put("parameters", check.parameters());
            ObjectNode files = node.putObject("sha256");
            hashes.forEach(files::put);
            JsonLine.print(session.terminal().out(), node);
            return Cli.done();
        }
        TextTable table = new TextTable("ll").row(session.text("models.file"), "SHA-256");
        hashes.forEach((file, hash) -> table.row(file, hash));
        session.terminal().table(table);
        session.terminal()
                .out()
                .println(session.terminal()
                        .good(session.text(
                                "models.verified",
                                Figures.count(check.tensors()),
                                Figures.parameters(check.parameters()))));
        return Cli.done();
    }
}
