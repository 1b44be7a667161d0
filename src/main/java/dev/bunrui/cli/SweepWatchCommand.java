package dev.bunrui.cli;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.slurm.SlurmSweep;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code bunrui sweep watch}: tells how a sweep comes along until nothing is to be done any more, and meanwhile submits to
 * Slurm again what was ended from outside.
 */
@Command(name = "watch", sortOptions = false, abbreviateSynopsis = true)
final class SweepWatchCommand implements Callable<Integer> {
    /** Slurm's controller answers many users. */
    private static final Duration PAUSE_SLURM = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Session session;

    @Parameters(paramLabel = "SWEEP", descriptionKey = "option.sweep")
    private String sweep = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    SweepWatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        SweepFolder folder = SweepFolder.find(runs.folder(session), sweep);
        Session speaking = session.speaking(json.asked());
        SlurmSweep slurm = new SlurmSweep(session.folders(), folder);
        BackgroundService service = new BackgroundService(session.folders());
        String told = "";
        String trouble = "";
        while (true) {
            boolean inSlurm = slurm.open();
            if (inSlurm) {
                String now = look(slurm);
                if (!now.isEmpty() && !now.equals(trouble)) {
                    speaking.terminal().err().println(now);
                }
                trouble = now;
            }
            List<RunSummary.State> states = service.states(folder.runs().stream()
                    .filter(run -> run.path().toFile().isDirectory())
                    .toList());
            String words = words(states);
            if (!words.equals(told)) {
                speaking.terminal().out().println(words);
                told = words;
            }
            boolean busy = states.stream().anyMatch(state -> state.held() || state == RunSummary.State.WAITING);
            if (!busy && !slurm.open()) {
                break;
            }
            Thread.sleep((inSlurm ? PAUSE_SLURM : PAUSE).toMillis());
        }
        new SweepReport(speaking).print(folder);
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), SweepReport.json(session, folder));
        }
        boolean all = folder.runs().stream().allMatch(RunFolder::finished);
        return all ? Cli.done() : Cli.stopped();
    }

    /** What is the matter with Slurm; empty if nothing is. The runs go on meanwhile, and so does the watching. */
    private static String look(SlurmSweep slurm) {
        try {
            slurm.look();
            return "";
        } catch (RequestException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private String words(List<RunSummary.State> states) {
        Map<RunSummary.State, Integer> counts = new EnumMap<>(RunSummary.State.class);
        states.forEach(state -> counts.merge(state, 1, Integer::sum));
        return session.text(
                "sweep.watched",
                counts.getOrDefault(RunSummary.State.FINISHED, 0),
                states.size(),
                counts.getOrDefault(RunSummary.State.RUNNING, 0) + counts.getOrDefault(RunSummary.State.SILENT, 0),
                counts.getOrDefault(RunSummary.State.WAITING, 0),
                counts.getOrDefault(RunSummary.State.STOPPED, 0),
                counts.getOrDefault(RunSummary.State.FAILED, 0));
    }
}
