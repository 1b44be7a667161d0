package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.hub.HubCache;
import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelPresence;
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
        HubCache cache = HubCache.ofProcess();
        Catalogue catalogue = Catalogue.load();
        for (CatalogueEntry entry : catalogue.entries()) {
            ModelPresence presence = ModelPresence.of(session.models(), cache, entry);
            if (json.asked()) {
                JsonLine.print(session.terminal().out(), presence(json(entry), presence));
            }
            table.row(entry.id(), Figures.parameters(entry.parameters()), words(presence), entry.licence());
        }
        for (String id : cache.models()) {
            ModelPresence presence = ModelPresence.of(session.models(), cache, id);
            // What else is in the cache may be no model that can be used here, and then it is not said to be one.
            if (catalogue.find(id).isEmpty() && presence.state() == ModelPresence.State.PRESENT) {
                if (json.asked()) {
                    JsonLine.print(
                            session.terminal().out(),
                            presence(new ObjectMapper().createObjectNode().put("id", id), presence));
                }
                table.row(id, "", words(presence), "");
            }
        }
        if (!json.asked()) {
            session.terminal().table(table);
            session.terminal().out().println(session.text("models.folder"));
        }
        return Cli.done();
    }

    private String words(ModelPresence presence) {
        return switch (presence.state()) {
            case EMBEDDED -> session.text("models.embedded");
            case PRESENT -> Figures.bytes(presence.bytes());
            case PARTLY -> session.text("models.partly", Figures.bytes(presence.bytes()));
            case ABSENT -> session.text("models.absent");
        };
    }

    private static ObjectNode presence(ObjectNode node, ModelPresence presence) {
        return node.put("state", presence.state().name().toLowerCase(Locale.ROOT))
                .put("bytes", presence.bytes());
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
