package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.hub.HubFile;
import dev.bunrui.hub.HubListing;
import dev.bunrui.hub.HubModel;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.ModelDownload;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.message.Figures;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui models download}: fetches a base model into the hub's cache. Ctrl-C keeps what there is for the next time. */
@Command(name = "download", sortOptions = false, abbreviateSynopsis = true)
final class ModelsDownloadCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID[@REVISION]", descriptionKey = "option.hub-model")
    private String model = "";

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelsDownloadCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        HubModel wanted = HubModel.of(model);
        ModelDownload download = new ModelDownload(HubSettings.ofProcess());
        HubListing plan = download.plan(wanted);
        long bytes = plan.files().stream().mapToLong(HubFile::size).sum();
        session.terminal()
                .err()
                .println(session.text(
                        "models.begins",
                        wanted,
                        Figures.count(plan.files().size()),
                        Figures.bytes(bytes),
                        Figures.bytes(download.missing(plan))));
        Catalogue.load()
                .find(wanted.id())
                .ifPresent(known -> session.terminal()
                        .err()
                        .println(session.text("models.terms", known.licence(), known.licenceLink())));
        try (Transfer transfer = new Transfer(session)) {
            download.run(plan, transfer.progress(), () -> false);
        }
        ModelFolder folder = session.models().locate(wanted.toString());
        if (json.asked()) {
            JsonLine.print(
                    session.terminal().out(),
                    new ObjectMapper()
                            .createObjectNode()
                            .put("id", wanted.id())
                            .put("commit", plan.commit())
                            .put("path", folder.path().toString())
                            .put("bytes", bytes));
        } else {
            session.terminal().out().println(session.text("models.downloaded", wanted, folder.path()));
        }
        return Cli.done();
    }
}
