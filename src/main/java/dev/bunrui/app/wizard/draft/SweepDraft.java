package dev.bunrui.app.wizard.draft;

import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The options that take several values, and how their runs are to be gone through; with none it is a single run. */
public final class SweepDraft {
    /** The options that are tried with several values most. */
    public static final List<String> COMMON = List.of(
            Draft.MODEL, Draft.TEMPLATE, Draft.MAX_LENGTH, "lr", "epochs", "batch-size", "lora-r", "seed", "fold");

    /** All others that a run has. */
    public static final List<String> REST = Setting.EXPERT.stream()
            .map(Setting::option)
            .filter(option -> !COMMON.contains(option))
            .toList();

    private final Draft draft;
    private final ObservableList<AxisDraft> axes = FXCollections.observableArrayList();
    private final ObservableList<AxisDraft> shown = FXCollections.unmodifiableObservableList(axes);
    private final BooleanProperty giveUp = new SimpleBooleanProperty();
    private final ObjectProperty<SweepPlan.Order> order = new SimpleObjectProperty<>(SweepPlan.Order.INFORMATIVE);
    private final ObjectProperty<@Nullable SweepFolder> extended = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper several = new ReadOnlyBooleanWrapper();
    private final SimpleLongProperty changes = new SimpleLongProperty();

    /** No option takes several values yet. */
    public SweepDraft(Draft draft) {
        this.draft = draft;
        axes.addListener((ListChangeListener<AxisDraft>) change -> changed());
        giveUp.addListener(change -> changed());
        order.addListener(change -> changed());
        extended.addListener(change -> changed());
        draft.changes().addListener(change -> changed());
    }

    private void changed() {
        several.set(!axes.isEmpty() || extended.get() != null);
        changes.set(changes.get() + 1);
    }

    /** Another number after each change of these options, or of those that all runs share. */
    public ReadOnlyLongProperty changes() {
        return changes;
    }

    /** The options that take several values, in the order in which they were chosen. */
    public ObservableList<AxisDraft> axes() {
        return shown; // one and the same: a view that nobody holds hears of nothing
    }

    /** Whether runs without hope end early. */
    public BooleanProperty giveUp() {
        return giveUp;
    }

    /** In which order the runs are worked on. */
    public ObjectProperty<SweepPlan.Order> order() {
        return order;
    }

    /** The sweep that runs are added to; null for a sweep of its own. */
    public ObjectProperty<@Nullable SweepFolder> extended() {
        return extended;
    }

    /** Whether it is a sweep. */
    public ReadOnlyBooleanProperty several() {
        return several.getReadOnlyProperty();
    }

    /** Begins with the options of a sweep, to add runs to it. */
    public void extend(SweepFolder folder, SweepPlan plan) {
        clear();
        plan.axes().forEach(axis -> add(new AxisDraft(axis.option(), axis.values())));
        giveUp.set(plan.giveUp());
        order.set(plan.order());
        extended.set(folder);
    }

    /** Lets an option take several values: those that it is likely to be tried with; if it does already, nothing changes. */
    public void add(String option) {
        if (axes.stream().noneMatch(axis -> axis.option().equals(option))) {
            add(new AxisDraft(option, Proposal.of(draft, option)));
        }
    }

    private void add(AxisDraft axis) {
        axis.values().addListener(change -> changed());
        axes.add(axis);
    }

    /** Lets an option have its one value again. */
    public void remove(AxisDraft axis) {
        axes.remove(axis);
    }

    /** Makes it a single run. */
    public void clear() {
        axes.clear();
        extended.set(null);
        giveUp.set(false);
        order.set(SweepPlan.Order.INFORMATIVE);
    }

    /** What is wrong with an option's values, the first of them that is wrong; empty if nothing is. */
    public String problem(AxisDraft axis) {
        return axis.values().get().stream()
                .map(value -> draft.problem(axis.option(), value))
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Whether every option has two values or more, and none that is wrong in itself. */
    public boolean sound() {
        return axes.stream().allMatch(axis -> !few(axis) && problem(axis).isEmpty());
    }

    /** Whether an option has fewer values than make a difference. */
    public static boolean few(AxisDraft axis) {
        return axis.values().get().stream().distinct().count() < 2;
    }

    /**
     * The plan of the sweep. Options that are as in the standard procedure are left out, as on a command line.
     *
     * @param data where the articles are
     */
    public SweepPlan plan(Path data) {
        Map<String, String> standard = RunOptions.of(RunSettings.standard("", data));
        Map<String, String> base = new LinkedHashMap<>(draft.texts());
        base.remove(Draft.DATA);
        axes.forEach(axis -> base.remove(axis.option()));
        base.values().removeIf(String::isBlank);
        base.entrySet().removeIf(option -> option.getValue().equals(standard.get(option.getKey())));
        List<Axis> all = new ArrayList<>();
        axes.forEach(axis -> all.add(new Axis(axis.option(), axis.values().get())));
        return new SweepPlan(data, base, all, order.get(), giveUp.get());
    }
}
