package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.sweep.Standing;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepListener;
import dev.bunrui.experiment.sweep.SweepWork;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.message.Figures;
import dev.bunrui.message.SentenceException;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.Wakefulness;
import dev.bunrui.training.StoppedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works through a sweep in this terminal, or leaves it to the background. */
final class SweepSitting {
    private final Session session;
    private final Session speaking;
    private final RunsOption runs;
    private final boolean json;

    SweepSitting(Session session, RunsOption runs, boolean json) {
        this.session = session;
        this.speaking = session.speaking(json);
        this.runs = runs;
        this.json = json;
    }

    /** Puts the runs that are not finished into the queue. */
    int leave(SweepFolder sweep) {
        sweep.makeMissing();
        List<RunFolder> open =
                sweep.runs().stream().filter(run -> !run.finished()).toList();
        new BackgroundService(session.folders()).goOn(open);
        speaking.terminal().out().println(session.text("sweep.background", open.size(), runs.again(sweep.name())));
        if (json) {
            JsonLine.print(session.terminal().out(), SweepReport.json(session, sweep));
        }
        return Cli.done();
    }

    /** Works on the runs that are not finished, one after the other. */
    int work(SweepFolder sweep, Loaded loaded) {
        sweep.runs().stream().filter(run -> !run.held()).forEach(RunFolder::letGoOn);
        try (Wakefulness awake = new Wakefulness();
                Interruption interruption = Interruption.watch(speaking);
                Follower follower = new Follower(interruption)) {
            awake.keep();
            try {
                new SweepWork(loaded, ProgramVersion.text(), follower, interruption).run(sweep, run -> true);
            } catch (StoppedException stopped) {
                // Said before the interruption is closed, which lets the process end.
                follower.clear();
                speaking.terminal().err().println(session.text("sweep.stopped", runs.again(sweep.name())));
                return Cli.stopped();
            }
        }
        new SweepReport(speaking).print(sweep);
        if (json) {
            JsonLine.print(session.terminal().out(), SweepReport.json(session, sweep));
        }
        boolean all = sweep.runs().stream().allMatch(RunFolder::finished);
        return all ? Cli.done() : Cli.stopped();
    }

    /** Shows each run in turn. */
    private final class Follower implements SweepListener, AutoCloseable {
        private final Interruption interruption;
        private @Nullable TrainingProgress progress;

        Follower(Interruption interruption) {
            this.interruption = interruption;
        }

        @Override
        public void preferred(RunFolder run, Standing standing) {
            close();
            speaking.terminal()
                    .out()
                    .println(session.text(
                            "sweep.preferred",
                            run.name(),
                            Figures.percent(standing.f1()),
                            standing.runs(),
                            standing.of()));
        }

        @Override
        public RunListener begins(RunFolder run, Map<String, String> values, int number, int of) {
            close();
            speaking.terminal()
                    .out()
                    .println(speaking.terminal()
                            .strong(session.text("sweep.run", number, of, run.name(), SweepCommand.words(values))));
            TrainingProgress next = new TrainingProgress(speaking, interruption::worthSaving, System::nanoTime);
            progress = next;
            return next;
        }

        @Override
        public void finished(RunResult result) {
            clear();
            speaking.terminal()
                    .out()
                    .println(session.text(
                            "sweep.finished",
                            Figures.percent(result.validation().scores().macroF1()),
                            Figures.percent(result.test().scores().macroF1())));
            if (json) {
                ObjectNode line = new ObjectMapper().createObjectNode();
                line.setAll(result.json());
                JsonLine.print(session.terminal().out(), line);
            }
        }

        @Override
        public void failed(RunFolder run, SentenceException failure) {
            clear();
            speaking.terminal().err().println(speaking.terminal().alarming(String.valueOf(failure.getMessage())));
        }

        void clear() {
            TrainingProgress last = progress;
            if (last != null) {
                last.clear();
            }
        }

        @Override
        public void close() {
            TrainingProgress last = progress;
            progress = null;
            if (last != null) {
                last.close();
            }
        }
    }
}
