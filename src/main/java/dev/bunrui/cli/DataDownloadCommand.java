package dev.bunrui.cli;

import dev.bunrui.cli.text.StatusLine;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.corpus.LivedoorCorpus;
import dev.bunrui.file.Download;
import dev.bunrui.file.RemoteFile;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui data download}: fetches a data set that is known by name. Ctrl-C keeps what there is for the next time. */
@Command(name = "download", sortOptions = false, abbreviateSynopsis = true)
final class DataDownloadCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "livedoor", descriptionKey = "option.data-set")
    private String dataSet = "";

    @Option(names = "--from", paramLabel = "URL", descriptionKey = "option.from")
    private @Nullable URI from;

    DataDownloadCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!dataSet.equals(DataLocator.LIVEDOOR)) {
            throw new RequestException(DataDownloadCommand.class, "download.unknown", dataSet);
        }
        RemoteFile known = LivedoorCorpus.ARCHIVE;
        URI address = from == null ? known.address() : from;
        if (!Set.of("http", "https").contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
            throw new RequestException(DataDownloadCommand.class, "download.address", address);
        }
        Path target = LivedoorCorpus.in(session.folders().data());
        if (Files.exists(target)) {
            session.terminal().out().println(session.text("download.there", target));
            return Cli.done();
        }
        session.terminal().err().println(session.text("download.begins", address, Figures.bytes(known.size())));
        session.terminal().err().println(session.text("download.licence", LivedoorCorpus.LICENCE));
        fetch(new RemoteFile(address, known.size(), known.check(), known.headers()), target);
        session.terminal().out().println(session.text("download.done", target));
        return Cli.done();
    }

    private void fetch(RemoteFile file, Path target) {
        StatusLine status = new StatusLine(session.terminal());
        try {
            new Download()
                    .fetch(
                            file,
                            target,
                            done -> {
                                if (status.due()) {
                                    status.show(session.text(
                                            "download.progress", Figures.bytes(done), Figures.bytes(file.size())));
                                }
                            },
                            () -> false);
        } finally {
            status.clear();
        }
    }
}
