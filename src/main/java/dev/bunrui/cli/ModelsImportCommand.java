package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubImport;
import dev.bunrui.hub.HubModel;
import dev.bunrui.llm.ModelCheck;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.NeededFiles;
import dev.bunrui.llm.text.TokenizerCheck;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui models import}: copies a base model from a folder, on a USB stick say, into the hub's cache. */
@Command(name = "import", sortOptions = false, abbreviateSynopsis = true)
final class ModelsImportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", descriptionKey = "option.import")
    private Path folder = Path.of("");

    @Option(names = "--as", paramLabel = "ID", required = true, descriptionKey = "option.as")
    private String id = "";

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelsImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        HubModel model = HubModel.of(id);
        // Seen to be a whole model before anything is copied.
        ModelFolder whole = ModelFolder.open(folder);
        ModelCheck.of(whole);
        TokenizerCheck.of(whole);
        HubCache cache = HubCache.ofProcess();
        try (Transfer transfer = new Transfer(session)) {
            new HubImport(cache).run(folder, model, NeededFiles.named(names()), transfer.progress(), () -> false);
        }
        Path there = session.models().locate(model.toString()).path();
        if (json.asked()) {
            JsonLine.print(
                    session.terminal().out(),
                    new ObjectMapper().createObjectNode().put("id", model.id()).put("path", there.toString()));
        } else {
            session.terminal().out().println(session.text("models.imported", model, there));
        }
        return Cli.done();
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException vanished) {
            throw new RequestException(ModelFolder.class, "folder.none", folder);
        }
    }
}
