package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubModel;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui models remove}: deletes a base model from the hub's cache, with all its revisions. */
@Command(name = "remove", sortOptions = false, abbreviateSynopsis = true)
final class ModelsRemoveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "option.hub-model")
    private String model = "";

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelsRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        HubModel wanted = HubModel.of(model);
        if (!wanted.revision().equals(HubModel.MAIN)) {
            throw new RequestException(ModelsRemoveCommand.class, "models.revision", wanted.id());
        }
        HubCache cache = HubCache.ofProcess();
        if (!cache.models().contains(wanted.id())) {
            throw new RequestException(ModelsRemoveCommand.class, "models.nothing", wanted.id(), cache.root());
        }
        long freed = cache.remove(wanted.id());
        if (json.asked()) {
            JsonLine.print(
                    session.terminal().out(),
                    new ObjectMapper().createObjectNode().put("id", wanted.id()).put("freed", freed));
        } else {
            session.terminal().out().println(session.text("models.removed", wanted.id(), Figures.bytes(freed)));
        }
        return Cli.done();
    }
}
