package dev.bunrui.app.wizard.draft;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.DataStamp;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepPlan;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.service.Devices;
import dev.bunrui.service.Machine;
import dev.bunrui.service.SweepForecast;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Works out which runs the draft's sweep has and what they take, again whenever the draft changes. */
public final class GridModel {
    private static final Duration AFTER_TYPING = Duration.millis(500);

    private final AppContext context;
    private final SweepDraft sweep;
    private final DataModel data;
    private final CostModel costs;
    private final Latest working;
    private final Object reading = new Object();
    private final ObjectProperty<@Nullable WorkedOut> found = new SimpleObjectProperty<>();
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final Trouble trouble;
    private @Nullable Loaded loaded;

    /**
     * A sweep before it starts, or what is to be added to one.
     *
     * @param stamp of the articles that it was worked out with
     */
    public record WorkedOut(SweepPlan plan, DataStamp stamp, Grid grid, SweepForecast forecast) {}

    public GridModel(AppContext context, SweepDraft sweep, DataModel data, CostModel costs) {
        this.context = context;
        this.sweep = sweep;
        this.data = data;
        this.costs = costs;
        this.trouble = new Trouble(context.texts());
        this.working = new Latest(context.work(), AFTER_TYPING);
        sweep.changes().addListener(change -> work());
        data.loaded().addListener(change -> work());
        // What is skipped is told in the language of the time.
        context.texts().language().addListener(change -> work());
    }

    /** The sweep; null while there is none, or while it is not known. */
    public ReadOnlyObjectProperty<@Nullable WorkedOut> found() {
        return found;
    }

    /** It is being worked out. */
    public ReadOnlyBooleanProperty busy() {
        return busy;
    }

    /** Why it cannot be begun; empty if it can, or if that is not known yet. */
    public ReadOnlyStringProperty refusal() {
        return trouble.sentence();
    }

    /** Gives the memory of what was read back; the next change reads it again. */
    public void rest() {
        synchronized (reading) {
            loaded = null;
        }
    }

    private void work() {
        LoadedData articles = data.loaded().get();
        found.set(null);
        trouble.forget();
        if (articles == null || !sweep.several().get() || !sweep.sound()) {
            working.forget();
            busy.set(false);
            return;
        }
        busy.set(true);
        SweepPlan plan = sweep.plan(articles.path());
        SweepFolder extended = sweep.extended().get();
        Machine machine = costs.machine().get();
        working.ask(
                () -> workOut(plan, extended, articles.stamp(), machine),
                worked -> {
                    busy.set(false);
                    found.set(worked);
                },
                problem -> {
                    busy.set(false);
                    trouble.tell(problem);
                });
    }

    private WorkedOut workOut(
            SweepPlan plan, @Nullable SweepFolder extended, DataStamp stamp, @Nullable Machine machine) {
        synchronized (reading) { // what was overtaken goes on: one at a time reads and counts
            Loaded known = loaded;
            if (known == null) {
                known = new Loaded(new ModelLocator(context.folders().assets()));
                loaded = known;
            }
            Grid all = Grid.of(plan, known);
            Grid grid = extended == null ? all : extended.read().beyond(all);
            Machine seen = machine == null ? context.machine().look() : machine;
            return new WorkedOut(
                    plan,
                    stamp,
                    grid,
                    SweepForecast.of(
                            grid,
                            known,
                            seen,
                            Devices.atOnce(seen),
                            context.folders().runs()));
        }
    }
}
