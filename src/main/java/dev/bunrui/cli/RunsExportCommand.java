package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.StatusLine;
import dev.bunrui.experiment.ExportCheck;
import dev.bunrui.experiment.MergedExport;
import dev.bunrui.experiment.RunExport;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.board.BoardExport;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.ExportChecking;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code bunrui runs export}: a whole run for another machine, its adapter for PEFT, or a model for Transformers. Whatever
 * of these it is, a fresh process loads it and is held to the run. Or its curves, for TensorBoard.
 */
@Command(name = "export", sortOptions = false, abbreviateSynopsis = true)
final class RunsExportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Option(names = "--to", paramLabel = "FILE.zip|DIR", required = true, descriptionKey = "option.to")
    private Path to = Path.of("");

    @Option(names = "--merged", descriptionKey = "option.merged")
    private boolean merged;

    @Option(names = "--tensorboard", descriptionKey = "option.tensorboard")
    private boolean tensorboard;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final DeviceOptions compute = new DeviceOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path target = to.toAbsolutePath().normalize();
        RunFolder folder = RunFolder.find(runs.folder(session), run);
        if (tensorboard) {
            return board(folder, target);
        }
        if (merged) {
            StatusLine status = new StatusLine(session.terminal());
            try (Undoing undoing = Undoing.watch()) {
                MergedExport.write(folder, session.models(), target, (done, all) -> {
                    undoing.check();
                    if (status.due()) {
                        status.show(session.text("export.merging", Figures.bytes(done), Figures.bytes(all)));
                    }
                });
            } catch (CancellationException asked) {
                return Cli.stopped();
            } finally {
                status.clear();
            }
        } else {
            RunExport.to(target, folder);
        }
        Session told = session.speaking(json.asked());
        told.terminal().out().println(session.text("runs.exported", target));
        Optional<ExportCheck> check = check(folder, target);
        check.ifPresent(result -> tell(told, result));
        if (json.asked()) {
            ObjectNode node = new ObjectMapper().createObjectNode().put("exported", target.toString());
            node.set("check", check.map(ExportCheck::json).orElse(null));
            JsonLine.print(session.terminal().out(), node);
        }
        return Cli.done();
    }

    private int board(RunFolder folder, Path logs) {
        if (merged) {
            throw new RequestException(RunsExportCommand.class, "export.one");
        }
        Path written = BoardExport.write(folder, logs);
        if (json.asked()) {
            ObjectNode node = new ObjectMapper().createObjectNode().put("exported", written.toString());
            JsonLine.print(session.terminal().out(), node);
        } else {
            session.terminal().out().println(session.text("runs.exported", written));
            session.terminal().out().println(session.text("export.board", logs));
        }
        return Cli.done();
    }

    private Optional<ExportCheck> check(RunFolder folder, Path target) {
        StatusLine status = new StatusLine(session.terminal());
        try {
            return ExportChecking.check(
                    session.folders(),
                    new ExportChecking.Order(folder, target, compute.device(), compute.precision()),
                    share -> {
                        if (status.due()) {
                            status.show(session.text("export.checking", Figures.percent(share)));
                        }
                    });
        } catch (RequestException unreadable) {
            throw new FailureException(
                    RunsExportCommand.class, "export.unchecked", target, String.valueOf(unreadable.getMessage()));
        } finally {
            status.clear();
        }
    }

    private void tell(Session told, ExportCheck check) {
        String of = session.text(check.own() ? "export.of-test" : "export.of-sample", Figures.count(check.articles()));
        String absolute = difference(check.absolute());
        String relative = difference(check.relative());
        String sentence = check.changed() == 0
                ? told.terminal().good(session.text("export.same", of, absolute, relative))
                : told.terminal()
                        .alarming(
                                session.text("export.changed", of, absolute, relative, Figures.count(check.changed())));
        told.terminal().out().println(sentence);
    }

    private static String difference(double difference) {
        return String.format(Locale.ROOT, "%.1e", difference);
    }
}
