package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.message.Figures;
import dev.bunrui.runtime.CudaBuild;
import dev.bunrui.runtime.RuntimeDownload;
import dev.bunrui.runtime.RuntimeSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bunrui runtime remove}: deletes DJL's CUDA build, and what was fetched of it. */
@Command(name = "remove", sortOptions = false, abbreviateSynopsis = true)
final class RuntimeRemoveCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"-y", "--yes"},
            descriptionKey = "option.yes")
    private boolean sure;

    @Mixin
    private final JsonOption json = new JsonOption();

    RuntimeRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RuntimeDownload download = new RuntimeDownload(RuntimeSettings.ofProcess());
        CudaBuild build = RuntimeDownloadCommand.build();
        long bytes = download.bytes(build);
        if (bytes > 0
                && !sure
                && !Consent.given(
                        session, session.text("runtime.sure", Figures.bytes(bytes), download.folder(build)))) {
            session.terminal().err().println(session.text("runtime.kept"));
            return Cli.stopped();
        }
        long freed = download.remove(build);
        if (json.asked()) {
            JsonLine.print(
                    session.terminal().out(),
                    new ObjectMapper().createObjectNode().put("freed", freed));
        } else {
            session.terminal()
                    .out()
                    .println(
                            freed > 0
                                    ? session.text("runtime.removed", Figures.bytes(freed))
                                    : session.text("runtime.nothing", download.folder(build)));
        }
        return Cli.done();
    }
}
