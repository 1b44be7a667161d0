package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.Figures;
import dev.bunrui.service.ExitHook;
import dev.bunrui.service.slurm.Job;
import dev.bunrui.service.slurm.Partition;
import dev.bunrui.service.slurm.Slurm;
import dev.bunrui.service.slurm.SlurmPlan;
import dev.bunrui.service.slurm.SlurmSettings;
import dev.bunrui.service.slurm.SlurmSweep;
import dev.bunrui.service.slurm.SlurmSweeps;
import dev.bunrui.training.StoppedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Leaves a sweep to Slurm. */
final class SlurmSitting {
    private static final long PATIENCE_SECONDS = 30;

    private final Session session;
    private final Session speaking;
    private final RunsOption runs;
    private final SlurmOptions options;
    private final boolean json;
    private final SlurmSettings last;
    private String told = "";
    private volatile boolean stop;

    SlurmSitting(Session session, RunsOption runs, SlurmOptions options, boolean json) {
        this.session = session;
        this.speaking = session.speaking(json);
        this.runs = runs;
        this.options = options;
        this.json = json;
        this.last = new SlurmSweeps(session.folders()).lastSettings().orElse(SlurmSettings.NONE);
    }

    /** Shows what would be submitted for a sweep that is not made yet. */
    int show(Grid grid, Loaded loaded, Path folder) {
        SlurmPlan plan = plan(numbers(grid), grid, loaded, folder);
        describe(plan);
        script(new SweepFolder(folder.resolve("SWEEP")), plan);
        return Cli.done();
    }

    /** Submits a new sweep, or one that Slurm did not work on before. */
    int begin(SweepFolder folder, Loaded loaded) {
        folder.makeMissing();
        Sweep sweep = folder.read();
        SlurmPlan plan = plan(
                List.copyOf(sweep.runs().keySet()),
                Grid.of(sweep, loaded),
                loaded,
                folder.path().resolveSibling(""));
        describe(plan);
        SlurmSweep slurm = new SlurmSweep(session.folders(), folder);
        slurm.prepare(plan);
        new SlurmSweeps(session.folders()).keep(plan.settings());
        return saveOrSubmit(slurm);
    }

    private int saveOrSubmit(SlurmSweep slurm) {
        if (options.save()) {
            String again = runs.again(slurm.sweep().name());
            speaking.terminal().out().println(session.text("slurm.saved", slurm.script(), again));
            return told(slurm, Optional.empty());
        }
        return submit(slurm);
    }

    /**
     * Looks whether the settings can be met, before a sweep is made for them.
     *
     * @throws dev.bunrui.message.RequestException if they cannot
     */
    void check(Grid grid, Loaded loaded, Path folder) {
        plan(numbers(grid), grid, loaded, folder);
    }

    /** Names for runs that have none yet. */
    private static List<String> numbers(Grid grid) {
        return IntStream.range(0, grid.runs().size())
                .mapToObj(Integer::toString)
                .toList();
    }

    /** Has Slurm go on with a sweep. */
    int goOn(SweepFolder folder) {
        SlurmSweep slurm = new SlurmSweep(session.folders(), folder);
        SlurmSettings settings = options.over(slurm.settings().orElse(SlurmSettings.NONE));
        slurm.letGoOn(settings);
        return saveOrSubmit(slurm);
    }

    private SlurmPlan plan(List<String> names, Grid grid, Loaded loaded, Path folder) {
        String host = options.host(last.host());
        return SlurmPlan.of(
                names,
                grid,
                loaded,
                new Slurm(host).cluster(),
                options.partition(),
                proposed -> options.over(proposed.at(host, last)),
                folder);
    }

    private void describe(SlurmPlan plan) {
        SlurmSettings settings = plan.settings();
        var out = speaking.terminal().out();
        out.println(session.text(
                "slurm.plan",
                Figures.count(plan.elements().size()),
                settings.partition().isEmpty() ? plan.partition().name() : settings.partition(),
                Partition.time(settings.minutes()),
                settings.gpus(),
                settings.cpus(),
                Figures.bytes(settings.memory() << 20)));
        out.println(session.text("slurm.cost", Figures.duration(plan.seconds()), Figures.count(plan.atOnce())));
        if (plan.need().cardMemory() > 0) {
            out.println(session.text("slurm.card", Figures.bytes(plan.need().cardMemory())));
        }
    }

    private void script(SweepFolder folder, SlurmPlan plan) {
        String script = SlurmSweep.script(
                session.folders(), folder, plan.settings(), plan.elements().size());
        if (json) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            node.put("script", script);
            JsonLine.print(session.terminal().out(), node);
        } else {
            session.terminal().out().println();
            session.terminal().out().print(script);
        }
    }

    private int submit(SlurmSweep slurm) {
        Optional<String> job;
        try (Ending ending = new Ending()) {
            ending.watch();
            job = slurm.submit(this::waits, () -> stop);
        } catch (StoppedException stopped) {
            return Cli.stopped();
        }
        String again = runs.again(slurm.sweep().name());
        speaking.terminal()
                .out()
                .println(
                        job.isPresent()
                                ? session.text("slurm.submitted", job.get(), again)
                                : session.text("slurm.nothing", again));
        return told(slurm, job);
    }

    private int told(SlurmSweep slurm, Optional<String> job) {
        if (json) {
            ObjectNode node = SweepReport.json(session, slurm.sweep());
            job.ifPresent(number -> node.put("job", number));
            JsonLine.print(session.terminal().out(), node);
        }
        return Cli.done();
    }

    private void waits(Job job) {
        String words = session.text(
                "slurm.looking",
                job.id(),
                session.text("job." + job.state().name().toLowerCase(Locale.ROOT)),
                job.reason());
        if (!words.equals(told)) {
            speaking.terminal().err().println(words);
            told = words;
        }
    }

    /** Ctrl-C: takes the job that looks at a node out of the queue, and holds the process until that is done. */
    private final class Ending implements AutoCloseable {
        private final ExitHook hook = new ExitHook(this::end);

        void watch() {
            hook.begin();
        }

        private void end() {
            stop = true;
            hook.await(PATIENCE_SECONDS);
        }

        @Override
        public void close() {
            hook.close();
        }
    }
}
