package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.hub.HubCache;
import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelCheck;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui models show}: a base model's size, its files and its licence. */
@Command(name = "show", sortOptions = false, abbreviateSynopsis = true)
final class ModelsShowCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID|DIR", descriptionKey = "option.model")
    private String model = "";

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelsShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<CatalogueEntry> entry = Catalogue.load().find(model);
        HubCache cache = HubCache.ofProcess();
        if (entry.isPresent() && !entry.get().embedded() && cache.bytes(model) == 0) {
            return showAbsent(entry.get());
        }
        ModelFolder folder = session.models().locate(model);
        ModelConfig config = folder.config();
        long parameters = ModelCheck.of(folder).parameters();
        long bytes =
                folder.weightFiles().stream().mapToLong(ModelsShowCommand::size).sum();
        if (json.asked()) {
            ObjectNode node = entry.map(ModelsListCommand::json)
                    .orElseGet(() -> new ObjectMapper()
                            .createObjectNode()
                            .put("id", model)
                            .put("family", config.family()));
            node.put("path", folder.path().toAbsolutePath().toString());
            node.put("parameters", parameters);
            node.put("layers", config.layers());
            node.put("hidden_size", config.hiddenSize());
            node.put("vocab_size", config.vocabSize());
            node.put("max_positions", config.maxPositions());
            node.put("bytes", bytes);
            JsonLine.print(session.terminal().out(), node);
            return Cli.done();
        }
        TextTable table = new TextTable("ll")
                .row(
                        session.text("runs.model"),
                        entry.map(CatalogueEntry::title).orElse(model))
                .row(session.text("models.path"), folder.path().toAbsolutePath().toString())
                .row(session.text("models.family"), config.family())
                .row(session.text("models.parameters"), Figures.parameters(parameters))
                .row(session.text("models.layers"), config.layers() + " × " + config.hiddenSize())
                .row(session.text("models.vocabulary"), Figures.count(config.vocabSize()))
                .row(session.text("models.positions"), Figures.count(config.maxPositions()))
                .row(
                        session.text("models.weights"),
                        Figures.bytes(bytes)
                                + config.weightType().map(type -> ", " + type).orElse(""));
        entry.ifPresent(known -> describe(table, known));
        table.lines().forEach(session.terminal().out()::println);
        return Cli.done();
    }

    /** What is known of a model of which nothing is here yet. */
    private int showAbsent(CatalogueEntry known) {
        if (json.asked()) {
            JsonLine.print(
                    session.terminal().out(), ModelsListCommand.json(known).put("state", "absent"));
            return Cli.done();
        }
        TextTable table = new TextTable("ll")
                .row(session.text("runs.model"), known.title())
                .row(session.text("models.family"), known.family())
                .row(session.text("models.parameters"), Figures.parameters(known.parameters()))
                .row(session.text("models.download"), Figures.bytes(known.download()))
                .row(session.text("models.memory"), Figures.bytes(known.memory()));
        describe(table, known);
        table.lines().forEach(session.terminal().out()::println);
        session.terminal().out().println(session.text("models.fetch", known.id()));
        return Cli.done();
    }

    private void describe(TextTable table, CatalogueEntry known) {
        table.row(session.text("models.licence"), known.licence())
                .row("", known.licenceLink())
                .row(session.text("models.revision"), known.revision())
                .row(session.text("models.newline"), known.newlineToken().replace("\n", "\\n"))
                .row(session.text("models.note"), known.note(Locale.getDefault()));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException vanished) {
            throw new RequestException(ModelFolder.class, "file.missing", file);
        }
    }
}
