package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.hub.HubCache;
import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelPresence;
import dev.bunrui.llm.ModelShelf;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
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
            boolean ours = presence.state() == ModelPresence.State.PRESENT || presence.all() > 0;
            if (catalogue.find(id).isEmpty() && ours) {
                if (json.asked()) {
                    JsonLine.print(
                            session.terminal().out(),
                            presence(new ObjectMapper().createObjectNode().put("id", id), presence));
                }
                table.row(id, "", words(presence), "");
            }
        }
        for (Path folder : new ModelShelf(session.folders().models()).folders()) {
            long bytes = bytes(folder);
            ModelPresence presence =
                    new ModelPresence(bytes > 0 ? ModelPresence.State.PRESENT : ModelPresence.State.ABSENT, bytes, 0);
            if (json.asked()) {
                JsonLine.print(
                        session.terminal().out(),
                        presence(new ObjectMapper().createObjectNode().put("id", folder.toString()), presence));
            }
            table.row(folder.toString(), "", words(presence), "");
        }
        if (!json.asked()) {
            session.terminal().table(table);
            session.terminal().out().println(session.text("models.folder"));
        }
        return Cli.done();
    }

    /** What a user's own folder holds; 0 if there is no whole model in it any more. */
    private static long bytes(Path folder) {
        try {
            return ModelFolder.open(folder).weightBytes();
        } catch (RequestException gone) {
            return 0;
        }
    }

    private String words(ModelPresence presence) {
        return switch (presence.state()) {
            case EMBEDDED -> session.text("models.embedded");
            case PRESENT -> Figures.bytes(presence.bytes());
            case PARTLY ->
                presence.all() == 0
                        ? session.text("models.partly", Figures.bytes(presence.bytes()))
                        : session.text(
                                "models.partly-of", Figures.bytes(presence.bytes()), Figures.bytes(presence.all()));
            case ABSENT -> session.text("models.absent");
        };
    }

    private static ObjectNode presence(ObjectNode node, ModelPresence presence) {
        node.put("state", presence.state().name().toLowerCase(Locale.ROOT)).put("bytes", presence.bytes());
        return presence.all() == 0 ? node : node.put("bytes_of", presence.all());
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
