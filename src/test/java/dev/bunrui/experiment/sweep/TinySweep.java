package dev.bunrui.experiment.sweep;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.TinyRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sweep of the tiny network over a few dozen texts; each run takes a second. */
public final class TinySweep {
    private TinySweep() {}

    /** A plan over those texts. */
    public static SweepPlan plan(Path data, int epochs, boolean giveUp, Axis... axes) {
        Map<String, String> base = new LinkedHashMap<>(RunOptions.of(TinyRun.settings(data, epochs)));
        base.remove("data");
        for (Axis axis : axes) {
            base.remove(axis.option());
        }
        return new SweepPlan(data, base, List.of(axes), SweepPlan.Order.INFORMATIVE, giveUp);
    }

    /** A sweep that was asked for, and on which nothing was done yet. */
    public static SweepFolder make(Path runs, String name, SweepPlan plan) {
        try (Loaded loaded = new Loaded(TinyRun.MODELS)) {
            return SweepFolder.create(runs, name, plan, Grid.of(plan, loaded));
        }
    }

    /** Works through it in this process. */
    public static void work(SweepFolder sweep, SweepListener listener) {
        try (Loaded loaded = new Loaded(TinyRun.MODELS)) {
            new SweepWork(loaded, "test", listener, () -> false).run(sweep, run -> true);
        }
    }

    /** In a process of its own, printing a line a run that begins: {@code SWEEP}. */
    public static void main(String[] arguments) {
        work(new SweepFolder(Path.of(arguments[0])), new SweepListener() {
            @Override
            public RunListener begins(RunFolder run, Map<String, String> values, int number, int of) {
                System.out.println(run.name());
                return new RunListener() {};
            }
        });
    }
}
