package dev.bunrui.cli;

import dev.bunrui.experiment.PreflightJson;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.training.TrainingEvent.Rehearsed;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bunrui train}: a run from its settings to its scores. */
@Command(name = "train", sortOptions = false, abbreviateSynopsis = true)
final class TrainCommand implements Callable<Integer> {
    /** The options that say where a run is and how it is shown; all others belong to the run itself. */
    private static final Set<String> BESIDE_RESUME = Set.of("--resume", "--runs", "--background", "--json", "--lang");

    private final Session session;

    @Option(names = "--model", paramLabel = "ID|DIR", descriptionKey = "option.model")
    private @Nullable String model;

    @Option(names = "--data", paramLabel = "sample|livedoor|PATH", descriptionKey = "option.data")
    private @Nullable String data;

    @Mixin
    private final TrainingOptions training = new TrainingOptions();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Option(names = "--name", paramLabel = "NAME", descriptionKey = "option.name")
    private String name = "";

    @Option(names = "--resume", paramLabel = "RUN", descriptionKey = "option.resume")
    private @Nullable String resume;

    @Option(names = "--background", descriptionKey = "option.background")
    private boolean background;

    @Option(names = "--preflight", descriptionKey = "option.preflight")
    private boolean preflight;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Session speaking = session.speaking(json.asked());
        Path folder = runs.folder(session);
        FollowedRun run = new FollowedRun(speaking, runs);
        BackgroundService service = new BackgroundService(session.folders());
        Optional<RunResult> result;
        if (resume != null) {
            refuseOthers();
            RunFolder stopped = RunFolder.find(folder, resume);
            if (background) {
                service.goOn(stopped);
                return waits(speaking, stopped);
            }
            if (!stopped.held()) {
                stopped.letGoOn();
            }
            result = run.follow(work -> work.resume(stopped));
        } else {
            RunSettings settings = training.settings(session, required(model, "--model"), required(data, "--data"));
            if (preflight) {
                return tried(run, settings);
            }
            if (background) {
                return waits(speaking, service.start(folder, name, settings));
            }
            result = run.follow(work -> work.start(folder, name, settings));
        }
        if (result.isEmpty()) {
            return Cli.stopped();
        }
        new ScoreReport(speaking).print(result.get());
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), result.get().json());
        }
        return Cli.done();
    }

    private int tried(FollowedRun run, RunSettings settings) {
        if (background) {
            throw new RequestException(TrainCommand.class, "train.preflight-background");
        }
        Optional<Rehearsed> rehearsed = run.follow(work -> work.rehearse(settings));
        if (rehearsed.isEmpty()) {
            return Cli.stopped();
        }
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), PreflightJson.of(rehearsed.get()));
        }
        return Cli.done();
    }

    private int waits(Session speaking, RunFolder run) {
        speaking.terminal().out().println(session.text("train.background", runs.again(run.name())));
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), RunsListCommand.json(session, RunSummary.of(run)));
        }
        return Cli.done();
    }

    private void refuseOthers() {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!BESIDE_RESUME.contains(option.longestName())) {
                throw new RequestException(TrainCommand.class, "train.resume-option", option.longestName());
            }
        }
    }

    private static String required(@Nullable String value, String option) {
        if (value == null) {
            throw new RequestException(TrainCommand.class, "train.required", option);
        }
        return value;
    }
}
