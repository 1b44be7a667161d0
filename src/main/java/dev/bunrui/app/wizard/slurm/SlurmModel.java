package dev.bunrui.app.wizard.slurm;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.GridModel;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.slurm.Cluster;
import dev.bunrui.service.slurm.Partition;
import dev.bunrui.service.slurm.Slurm;
import dev.bunrui.service.slurm.SlurmPlan;
import dev.bunrui.service.slurm.SlurmSettings;
import dev.bunrui.service.slurm.SlurmSweep;
import dev.bunrui.service.slurm.SlurmSweeps;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Whether Slurm is to work on the draft's sweep, what it is asked for, and what that comes to; it follows the draft. */
public final class SlurmModel {
    private static final Duration AFTER_TYPING = Duration.millis(500);

    private final AppContext context;
    private final SweepDraft sweep;
    private final GridModel grid;
    private final Function<String, Cluster> cluster;
    private final SlurmDraft draft = new SlurmDraft();
    private final BooleanProperty chosen = new SimpleBooleanProperty();
    private final BooleanProperty extending = new SimpleBooleanProperty();
    private final BooleanProperty asking = new SimpleBooleanProperty();
    private final BooleanBinding wanted;
    private final ObservableList<Partition> partitions = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable SlurmPlan> plan = new SimpleObjectProperty<>();
    private final Trouble unanswered;
    private final Trouble wrong;
    private final Latest reading;
    private final Latest planning;
    private @Nullable SlurmSettings last;
    private @Nullable Cluster answered;

    public SlurmModel(AppContext context, SweepDraft sweep, GridModel grid) {
        this(context, sweep, grid, host -> new Slurm(host).cluster());
    }

    /** {@code cluster} gives what the cluster tells that a machine submits to. */
    public SlurmModel(AppContext context, SweepDraft sweep, GridModel grid, Function<String, Cluster> cluster) {
        this.context = context;
        this.sweep = sweep;
        this.grid = grid;
        this.cluster = cluster;
        this.unanswered = new Trouble(context.texts());
        this.wrong = new Trouble(context.texts());
        this.reading = new Latest(context.work(), AFTER_TYPING);
        this.planning = new Latest(context.work(), AFTER_TYPING);
        this.wanted = chosen.and(sweep.several()).and(sweep.extended().isNull());
        wanted.addListener((observed, before, now) -> begin());
        draft.host().addListener((observed, before, now) -> look());
        draft.changes().addListener(change -> replan());
        grid.found().addListener(change -> replan());
        sweep.extended().addListener(change -> lookAtExtended());
    }

    /** A person wants Slurm to work on sweeps. */
    public BooleanProperty chosen() {
        return chosen;
    }

    /** Slurm is to work on the draft's sweep: a person wants it, and it is a new one. */
    public BooleanBinding wanted() {
        return wanted;
    }

    /** Runs are added to a sweep that Slurm works on already. */
    public ReadOnlyBooleanProperty extending() {
        return extending;
    }

    /** The draft's runs go to Slurm, in one way or the other. */
    public BooleanBinding goesThere() {
        return Bindings.createBooleanBinding(() -> wanted.get() || extending.get(), wanted, extending);
    }

    SlurmDraft draft() {
        return draft;
    }

    /** What the cluster has; empty until it has answered. */
    ObservableList<Partition> partitions() {
        return partitions;
    }

    /** The cluster is being asked. */
    ReadOnlyBooleanProperty asking() {
        return asking;
    }

    /** Why the cluster did not say what it has. */
    ReadOnlyStringProperty silence() {
        return unanswered.sentence();
    }

    /** What cannot be done as it is asked for. */
    ReadOnlyStringProperty problem() {
        return wrong.sentence();
    }

    /** What is going to be submitted; null while it is not known, or cannot be. Its runs have numbers for names. */
    public ReadOnlyObjectProperty<@Nullable SlurmPlan> plan() {
        return plan;
    }

    /** Why the sweep cannot be submitted; empty if it can, or is not to be. */
    public String lacking() {
        if (!wanted.get() || plan.get() != null) {
            return "";
        }
        String why = silence().get().isEmpty() ? problem().get() : silence().get();
        return why.isEmpty() ? context.texts().now("slurm.working") : why;
    }

    /** Whatever {@link #lacking} depends on. */
    public Observable[] observed() {
        return new Observable[] {wanted, plan, silence(), problem()};
    }

    /** The same as options of the command line. */
    public String commandLine() {
        return wanted.get() ? draft.choices().commandLine() : "";
    }

    /** Asks the cluster again. */
    void lookAgain() {
        look();
    }

    private void begin() {
        if (!wanted.get()) {
            reading.forget();
            planning.forget();
            asking.set(false);
            plan.set(null);
            return;
        }
        if (last != null) {
            look();
            return;
        }
        asking.set(true);
        context.work()
                .once(
                        () -> new SlurmSweeps(context.folders()).lastSettings().orElse(SlurmSettings.NONE),
                        this::beginWith,
                        problem -> beginWith(SlurmSettings.NONE));
    }

    private void beginWith(SlurmSettings settings) {
        last = settings;
        if (draft.host().get().isEmpty() && !settings.host().isEmpty()) {
            draft.host().set(settings.host()); // which has the cluster asked
        } else {
            look();
        }
    }

    private void look() {
        if (!wanted.get() || last == null) {
            return;
        }
        unanswered.forget();
        answered = null;
        partitions.clear();
        plan.set(null);
        asking.set(true);
        String host = draft.host().get().strip();
        reading.ask(
                () -> cluster.apply(host),
                found -> {
                    asking.set(false);
                    answered = found;
                    partitions.setAll(found.partitions());
                    replan();
                },
                problem -> {
                    asking.set(false);
                    unanswered.tell(problem);
                });
    }

    /**
     * What planning comes to.
     *
     * @param proposed what would be taken if nothing were written; null if it did not come that far
     */
    private record Answer(
            @Nullable SlurmSettings proposed,
            @Nullable SlurmPlan plan,
            @Nullable RequestException refusal) {}

    private void ask(GridModel.WorkedOut worked, Cluster there, SlurmSettings before) {
        SlurmChoices choices = draft.choices();
        List<String> names = IntStream.range(0, worked.grid().runs().size())
                .mapToObj(Integer::toString)
                .toList();
        planning.ask(
                () -> {
                    AtomicReference<@Nullable SlurmSettings> proposed = new AtomicReference<>();
                    try {
                        SlurmPlan planned = of(names, worked.grid(), there, choices, before, proposed);
                        return new Answer(proposed.get(), planned, null);
                    } catch (RequestException refused) {
                        return new Answer(proposed.get(), null, refused);
                    }
                },
                answer -> {
                    if (answer.proposed() != null) {
                        draft.propose(answer.proposed());
                    }
                    plan.set(answer.plan());
                    if (answer.refusal() != null) {
                        wrong.tell(answer.refusal());
                    }
                },
                wrong::tell);
    }

    private void replan() {
        plan.set(null);
        wrong.forget();
        planning.forget();
        GridModel.WorkedOut worked = grid.found().get();
        SlurmSettings before = last;
        Cluster there = answered;
        if (wanted.get() && worked != null && before != null && there != null) {
            ask(worked, there, before);
        }
    }

    private SlurmPlan of(
            List<String> names,
            Grid runs,
            Cluster there,
            SlurmChoices choices,
            SlurmSettings before,
            AtomicReference<@Nullable SlurmSettings> proposed) {
        try (Loaded loaded = new Loaded(new ModelLocator(context.folders().assets()))) {
            return SlurmPlan.of(
                    names,
                    runs,
                    loaded,
                    there,
                    choices.partition(),
                    standard -> {
                        SlurmSettings mine = standard.at(choices.host(), before);
                        proposed.set(mine);
                        return choices.over(mine);
                    },
                    context.folders().runs());
        }
    }

    /** What makes the plan of a sweep that was made meanwhile, whose runs have names; for another thread. */
    public Function<SweepFolder, SlurmPlan> planner(Grid runs) {
        Cluster there = Objects.requireNonNull(answered);
        SlurmChoices choices = draft.choices();
        SlurmSettings before = last == null ? SlurmSettings.NONE : last;
        return folder ->
                of(List.copyOf(folder.read().runs().keySet()), runs, there, choices, before, new AtomicReference<>());
    }

    /** These settings were used; the next sweep begins with them. */
    public void used(SlurmSettings settings) {
        last = settings;
    }

    private void lookAtExtended() {
        SweepFolder folder = sweep.extended().get();
        extending.set(false);
        if (folder != null) {
            context.work()
                    .once(
                            () -> new SlurmSweep(context.folders(), folder).there(),
                            there -> extending.set(
                                    there && folder.equals(sweep.extended().get())),
                            problem -> {});
        }
    }
}
