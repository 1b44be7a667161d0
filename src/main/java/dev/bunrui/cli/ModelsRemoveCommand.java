package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubModel;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui models remove}: deletes a base model from the hub's cache, with all its revisions or one of them. */
@Command(name = "remove", sortOptions = false, abbreviateSynopsis = true)
final class ModelsRemoveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "option.hub-model")
    private String model = "";

    @Option(
            names = {"-y", "--yes"},
            descriptionKey = "option.yes")
    private boolean sure;

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelsRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        HubModel wanted = HubModel.of(model);
        HubCache cache = HubCache.ofProcess();
        boolean one = model.contains("@");
        if (!cache.models().contains(wanted.id())
                || (one && cache.snapshot(wanted).isEmpty())) {
            throw new RequestException(ModelsRemoveCommand.class, "models.nothing", model, cache.root());
        }
        if (!sure && !agreed(wanted, cache)) {
            session.terminal().err().println(session.text("models.kept", model));
            return Cli.stopped();
        }
        long freed = one ? cache.remove(wanted) : cache.remove(wanted.id());
        if (json.asked()) {
            JsonLine.print(
                    session.terminal().out(),
                    new ObjectMapper().createObjectNode().put("id", model).put("freed", freed));
        } else {
            session.terminal().out().println(session.text("models.removed", model, Figures.bytes(freed)));
        }
        return Cli.done();
    }

    private boolean agreed(HubModel wanted, HubCache cache) {
        return Consent.given(
                session,
                session.text("models.sure", model, Figures.bytes(cache.bytes(wanted.id())), cache.folder(wanted.id())));
    }
}
