package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelShelf;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.llm.shelf.ModelState;
import dev.bunrui.llm.shelf.ShelfReader;
import dev.bunrui.message.Figures;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bunrui models list}: the base models that are known by name. */
@Command(name = "list", sortOptions = false, abbreviateSynopsis = true)
final class ModelsListCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TextTable table = new TextTable("lrll")
                .row(
                        "ID",
                        session.text("models.parameters"),
                        session.text("models.here"),
                        session.text("models.licence"));
        ModelShelf shelf = new ModelShelf(session.folders().models());
        for (BaseModel model : new ShelfReader(session.folders().assets(), shelf, HubSettings.ofProcess()).read()) {
            if (json.asked()) {
                JsonLine.print(session.terminal().out(), json(model));
            }
            table.row(
                    model.id(),
                    model.parameters() == 0 ? "" : Figures.parameters(model.parameters()),
                    words(model),
                    model.entry().map(CatalogueEntry::licence).orElse(""));
        }
        if (!json.asked()) {
            session.terminal().table(table);
            session.terminal().out().println(session.text("models.folder"));
        }
        return Cli.done();
    }

    private String words(BaseModel model) {
        String stored = Figures.bytes(model.stored());
        return switch (model.state()) {
            case EMBEDDED -> session.text("models.embedded");
            case PRESENT, FOLDER -> stored;
            case PARTLY ->
                model.all() == 0
                        ? session.text("models.partly", stored)
                        : session.text("models.partly-of", stored, Figures.bytes(model.all()));
            case ABSENT -> session.text("models.absent");
            case GATED -> session.text("models.closed");
            case UNUSABLE -> session.text("models.unusable");
        };
    }

    private static ObjectNode json(BaseModel model) {
        ObjectNode node = model.entry()
                .map(ModelsListCommand::json)
                .orElseGet(() -> new ObjectMapper().createObjectNode().put("id", model.id()));
        node.put("state", model.state().name().toLowerCase(Locale.ROOT)).put("bytes", model.stored());
        model.refusal().ifPresent(why -> node.put("refusal", why.getMessage()));
        return model.state() == ModelState.PARTLY && model.all() > 0 ? node.put("bytes_of", model.all()) : node;
    }

    /** A catalogue entry for programs. */
    static ObjectNode json(CatalogueEntry entry) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("id", entry.id());
        node.put("title", entry.title());
        node.put("family", entry.family());
        node.put("parameters", entry.parameters());
        node.put("revision", entry.revision());
        node.put("download", entry.download());
        node.put("memory", entry.memory());
        node.put("newline_token", entry.newlineToken());
        node.put("gated", entry.gated());
        node.put("licence", entry.licence());
        node.put("licence_link", entry.licenceLink());
        node.put("embedded", entry.embedded());
        return node;
    }
}
