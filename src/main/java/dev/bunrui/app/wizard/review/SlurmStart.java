package dev.bunrui.app.wizard.review;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.slurm.Submission;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.GridModel;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.app.wizard.slurm.SlurmModel;
import dev.bunrui.corpus.DataStamp;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepPlan;
import dev.bunrui.service.slurm.Job;
import dev.bunrui.service.slurm.SlurmPlan;
import dev.bunrui.service.slurm.SlurmSettings;
import dev.bunrui.service.slurm.SlurmSweep;
import dev.bunrui.service.slurm.SlurmSweeps;
import dev.bunrui.training.StoppedException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives the draft's sweep to Slurm. A sweep has to be made before Slurm can be asked; one that is refused is kept for the
 * next try, as the refusal may name files in it, and goes when another is made in its place or it is called off: however
 * often one tries, there is one at most.
 */
final class SlurmStart {
    private final AppContext context;
    private final Draft draft;
    private final DataModel data;
    private final SweepDraft sweep;
    private final GridModel grid;
    private final SlurmModel model;
    private final Submission submission;
    private volatile @Nullable Made made;

    /** A sweep that Slurm has not taken yet. */
    private record Made(SweepFolder folder, SweepPlan plan, String name) {}

    /** What was asked for when it was. */
    private record Asked(GridModel.WorkedOut worked, String name, Function<SweepFolder, SlurmPlan> planner) {}

    SlurmStart(AppContext context, Draft draft, DataModel data, SweepDraft sweep, GridModel grid, SlurmModel model) {
        this.context = context;
        this.draft = draft;
        this.data = data;
        this.sweep = sweep;
        this.grid = grid;
        this.model = model;
        this.submission = new Submission(context.work(), context.texts(), context.cluster());
    }

    Submission submission() {
        return submission;
    }

    /** Submits the sweep, or what is to be added to one that Slurm works on. */
    void submit(Consumer<SweepFolder> then) {
        GridModel.WorkedOut worked = grid.found().get();
        SweepFolder extended = sweep.extended().get();
        if (worked == null) {
            return;
        }
        if (extended != null) {
            begin((waiting, stop) -> extend(worked, extended, waiting, stop), then);
            return;
        }
        Asked asked = asked(worked);
        begin((waiting, stop) -> submit(asked, waiting, stop), then);
    }

    /** Makes the sweep and its script, and leaves it to the user to submit it. */
    void save(Consumer<SweepFolder> then) {
        GridModel.WorkedOut worked = grid.found().get();
        if (worked != null) {
            Asked asked = asked(worked);
            begin((waiting, stop) -> save(asked), then);
        }
    }

    private Asked asked(GridModel.WorkedOut worked) {
        return new Asked(worked, draft.name().get().strip(), model.planner(worked.grid()));
    }

    private void begin(Submission.Deed<Optional<Done>> deed, Consumer<SweepFolder> then) {
        submission.begin(deed, done -> {
            if (done.isEmpty()) {
                data.lookAgain(); // which tells that the articles are others now
                return;
            }
            model.used(done.get().settings());
            draft.name().set("");
            then.accept(done.get().folder());
        });
    }

    private record Done(SweepFolder folder, SlurmSettings settings) {}

    private Optional<Done> submit(Asked asked, Consumer<Job> waiting, BooleanSupplier stop) {
        if (changed(asked.worked())) {
            return Optional.empty();
        }
        SweepFolder folder = make(asked);
        SlurmPlan plan = asked.planner().apply(folder);
        SlurmSweep slurm = prepared(folder, plan);
        try {
            slurm.submit(waiting, stop);
        } catch (StoppedException calledOff) {
            discard();
            throw calledOff;
        }
        made = null;
        slurm.look();
        return Optional.of(new Done(folder, plan.settings()));
    }

    private Optional<Done> save(Asked asked) {
        if (changed(asked.worked())) {
            return Optional.empty();
        }
        SweepFolder folder = make(asked);
        SlurmPlan plan = asked.planner().apply(folder);
        prepared(folder, plan);
        made = null;
        return Optional.of(new Done(folder, plan.settings()));
    }

    private SlurmSweep prepared(SweepFolder folder, SlurmPlan plan) {
        SlurmSweep slurm = new SlurmSweep(context.folders(), folder);
        slurm.prepare(plan);
        new SlurmSweeps(context.folders()).keep(plan.settings());
        return slurm;
    }

    private Optional<Done> extend(
            GridModel.WorkedOut worked, SweepFolder extended, Consumer<Job> waiting, BooleanSupplier stop) {
        if (changed(worked)) {
            return Optional.empty();
        }
        SlurmSweep slurm = new SlurmSweep(context.folders(), extended);
        SlurmSettings settings = slurm.settings().orElseThrow();
        extended.add(worked.grid().runs());
        slurm.letGoOn(settings);
        slurm.submit(waiting, stop);
        slurm.look();
        return Optional.of(new Done(extended, settings));
    }

    private static boolean changed(GridModel.WorkedOut worked) {
        return !DataStamp.of(worked.plan().data()).equals(worked.stamp());
    }

    /** The sweep of the last try if it is the same, else a new one. */
    private SweepFolder make(Asked asked) {
        Made before = made;
        if (before != null
                && before.name().equals(asked.name())
                && before.plan().equals(asked.worked().plan())
                && new SlurmSweep(context.folders(), before.folder()).unsent()
                && before.folder().runs().size() == asked.worked().grid().runs().size()) {
            return before.folder();
        }
        discard();
        SweepFolder folder = SweepFolder.create(
                context.folders().runs(),
                asked.name(),
                asked.worked().plan(),
                asked.worked().grid());
        made = new Made(folder, asked.worked().plan(), asked.name());
        return folder;
    }

    /** Takes away what Slurm has refused; not on the window's thread. */
    void discard() {
        Made before = made;
        made = null;
        if (before != null) {
            new SlurmSweep(context.folders(), before.folder()).discard();
        }
    }
}
