package dev.bunrui.cli;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepPlan;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bunrui sweep}: runs over all combinations of settings. */
@Command(name = "sweep", sortOptions = false, abbreviateSynopsis = true)
final class SweepCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--data", paramLabel = "sample|livedoor|PATH", descriptionKey = "option.data")
    private @Nullable String data;

    @Option(names = "--seeds", paramLabel = "N", descriptionKey = "option.seeds")
    private @Nullable Integer seeds;

    @Option(names = "--folds", paramLabel = "K", descriptionKey = "option.folds")
    private @Nullable Integer folds;

    @Option(
            names = "--order",
            paramLabel = "informative|grid",
            defaultValue = "informative",
            descriptionKey = "option.order")
    private SweepPlan.Order order = SweepPlan.Order.INFORMATIVE;

    @Option(names = "--give-up", descriptionKey = "option.give-up")
    private boolean giveUp;

    @Option(names = "--dry-run", descriptionKey = "option.dry-run")
    private boolean dry;

    @Option(names = "--name", paramLabel = "NAME", descriptionKey = "option.sweep-name")
    private String name = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Option(names = "--background", descriptionKey = "option.background")
    private boolean background;

    @Mixin
    private final SlurmOptions slurm = new SlurmOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec;

    private SweepCommand(Session session) {
        this.session = session;
    }

    /** The command with its sub-commands. */
    static CommandLine line(Session session) {
        CommandLine line = new CommandLine(new SweepCommand(session));
        SweepOptions.addTo(line.getCommandSpec());
        line.addSubcommand(new SweepListCommand(session));
        line.addSubcommand(new SweepShowCommand(session));
        line.addSubcommand(new SweepWatchCommand(session));
        line.addSubcommand(new SweepResumeCommand(session));
        line.addSubcommand(new SweepStopCommand(session));
        CommandLine add = new CommandLine(new SweepAddCommand(session));
        SweepOptions.addTo(add.getCommandSpec());
        line.addSubcommand(add);
        line.addSubcommand(new SweepDropCommand(session));
        return line;
    }

    @Override
    public Integer call() {
        Session speaking = session.speaking(json.asked());
        Map<String, List<String>> given =
                new LinkedHashMap<>(SweepOptions.given(spec.commandLine().getParseResult()));
        if (data == null || !given.containsKey("model")) {
            throw new RequestException(TrainCommand.class, "train.required", data == null ? "--data" : "--model");
        }
        slurm.check();
        replicates(given);
        SweepPlan plan = new SweepPlan(
                session.data().locate(data), SweepOptions.base(given), SweepOptions.axes(given), order, giveUp);
        Path folder = runs.folder(session);
        try (Loaded loaded = new Loaded(session.models())) {
            Grid grid = Grid.of(plan, loaded);
            SweepPreview preview = new SweepPreview(speaking, background);
            if (slurm.slurm()) {
                preview.printGrid(plan, grid);
                return onSlurm(plan, grid, loaded, folder);
            }
            preview.print(plan, grid, loaded, folder);
            if (dry) {
                if (json.asked()) {
                    JsonLine.print(session.terminal().out(), SweepPreview.json(grid));
                }
                return Cli.done();
            }
            SweepFolder sweep = SweepFolder.create(folder, name, plan, grid);
            SweepSitting sitting = new SweepSitting(session, runs, json.asked());
            return background ? sitting.leave(sweep) : sitting.work(sweep, loaded);
        }
    }

    private int onSlurm(SweepPlan plan, Grid grid, Loaded loaded, Path folder) {
        SlurmSitting sitting = new SlurmSitting(session, runs, slurm, json.asked());
        if (dry) {
            return sitting.show(grid, loaded, folder);
        }
        sitting.check(grid, loaded, folder);
        return sitting.begin(SweepFolder.create(folder, name, plan, grid), loaded);
    }

    /** {@code --seeds} and {@code --folds} as the axes that they stand for. */
    private void replicates(Map<String, List<String>> given) {
        if (seeds != null) {
            long first = given.containsKey("seed")
                    ? Long.parseLong(requireWhole(given.get("seed").get(0)))
                    : 42;
            require(seeds >= 1, "sweep.seeds", seeds);
            List<String> values = new ArrayList<>(LongStream.range(first, first + seeds)
                    .mapToObj(Long::toString)
                    .toList());
            given.put("seed", values);
        }
        if (folds != null) {
            require(folds >= 3 && folds <= 1000, "sweep.folds", folds);
            given.put(
                    "fold",
                    IntStream.rangeClosed(1, folds)
                            .mapToObj(fold -> fold + "/" + folds)
                            .toList());
        }
    }

    private static String requireWhole(String text) {
        require(text.strip().matches("-?\\d{1,18}"), "sweep.seed", text);
        return text.strip();
    }

    private static void require(boolean condition, String key, Object value) {
        if (!condition) {
            throw new RequestException(SweepCommand.class, key, String.valueOf(value));
        }
    }

    /** What the values of a run's options are, as they are shown: {@code --lr 1e-4 --seed 43}. */
    static String words(Map<String, String> values) {
        List<String> words = new ArrayList<>();
        values.forEach((option, value) -> words.add("--" + option + " " + value.replace("\n", "\\n")));
        return String.join(" ", words);
    }

    /** As {@link #words}, of the axes with all their values. */
    static String words(List<Axis> axes) {
        List<String> words = new ArrayList<>();
        axes.forEach(axis -> words.add(
                "--" + axis.option() + " " + String.join(",", axis.values()).replace("\n", "\\n")));
        return String.join(" ", words);
    }
}
