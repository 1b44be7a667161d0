package dev.bunrui.cli;

import dev.bunrui.experiment.EventTail;
import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.service.BackgroundService;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code bunrui runs watch}: how a run comes along, whichever process works on it, until it ends. Only its folder is read:
 * to stop watching does not stop the run.
 */
@Command(name = "watch", sortOptions = false, abbreviateSynopsis = true)
final class RunsWatchCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private Instant heard = Instant.EPOCH;

    RunsWatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        RunFolder folder = RunFolder.find(runs.folder(session), run);
        Session speaking = session.speaking(json.asked());
        RunSummary summary = follow(folder, speaking);
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), RunsListCommand.json(session, summary));
        }
        if (summary.result().isPresent()) {
            new ScoreReport(speaking).print(summary.result().get());
            return Cli.done();
        }
        summary.failure().ifPresent(failure -> session.terminal().err().println(failure.sentence()));
        session.terminal().err().println(session.text("runs.resume", runs.again(folder.name())));
        return Cli.stopped();
    }

    private RunSummary follow(RunFolder folder, Session speaking) throws InterruptedException {
        BackgroundService service = new BackgroundService(session.folders());
        EventTail tail = new EventTail(folder);
        try (TrainingProgress progress = new TrainingProgress(
                speaking,
                worth -> {},
                () -> Duration.between(Instant.EPOCH, heard).toNanos())) {
            boolean silent = false;
            while (true) {
                // Looked at before the log is read: what is logged up to the end is shown.
                RunSummary.State state = service.state(folder);
                EventTail.News news = tail.read();
                Instant shown = news.anew() ? heard : Instant.MIN;
                for (LoggedEvent logged : news.events()) {
                    if (logged.time().isAfter(shown)) {
                        heard = logged.time();
                        progress.event(logged.event());
                    }
                }
                if (state == RunSummary.State.SILENT && !silent) {
                    RunSummary.of(folder)
                            .failure()
                            .ifPresent(failure -> session.terminal().err().println(failure.sentence()));
                }
                silent = state == RunSummary.State.SILENT;
                if (!state.held() && state != RunSummary.State.WAITING) {
                    return RunSummary.of(folder);
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }
}
