package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.message.Figures;
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
        for (CatalogueEntry entry : Catalogue.load().entries()) {
            if (json.asked()) {
                JsonLine.print(session.terminal().out(), json(entry));
            }
            table.row(
                    entry.id(),
                    Figures.parameters(entry.parameters()),
                    session.text(entry.embedded() ? "models.embedded" : "models.absent"),
                    entry.licence());
        }
        if (!json.asked()) {
            session.terminal().table(table);
            session.terminal().out().println(session.text("models.folder"));
        }
        return Cli.done();
    }

    /** A catalogue entry for programs. */
    static ObjectNode json(CatalogueEntry entry) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("id", entry.id());
        node.put("title", entry.title());
        node.put("family", entry.family());
        node.put("parameters", entry.parameters());
        node.put("licence", entry.licence());
        node.put("licence_link", entry.licenceLink());
        node.put("embedded", entry.embedded());
        return node;
    }
}
