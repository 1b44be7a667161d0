package dev.bunrui.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.Terminal;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.Confidence;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.gauge.Peak;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.MachineProbe;
import dev.bunrui.service.RunPeak;
import dev.bunrui.training.TrainingSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs show}: what a run was asked to do, and what came out. */
@Command(name = "show", sortOptions = false, abbreviateSynopsis = true)
final class RunsShowCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RunSummary summary = RunSummary.of(RunFolder.find(runs.folder(session), run));
        if (json.asked()) {
            ObjectNode shown = RunsListCommand.json(session, summary);
            confidence(summary).ifPresent(confidence -> shown.set("confidence", ConfidenceJson.of(confidence)));
            summary.reading()
                    .ifPresent(reading -> peak(summary, reading).ifPresent(peak -> {
                        shown.put("peak_flops", Math.round(peak.flops()));
                        shown.put("peak_of", peak.source().name().toLowerCase(Locale.ROOT));
                        reading.share(peak).ifPresent(share -> shown.put("mfu", share));
                    }));
            JsonLine.print(session.terminal().out(), shown);
            return Cli.done();
        }
        Terminal terminal = session.terminal();
        settings(summary).lines().forEach(terminal.out()::println);
        if (summary.result().isPresent()) {
            new ScoreReport(session).print(summary.result().get());
            confidence(summary).ifPresent(new ConfidenceReport(session)::print);
            return Cli.done();
        }
        summary.failure().ifPresent(failure -> {
            terminal.out().println();
            terminal.out().println(terminal.alarming(failure.sentence()));
        });
        if (!summary.state().held()) {
            terminal.out().println();
            terminal.out()
                    .println(session.text(
                            "runs.resume", runs.again(summary.folder().name())));
        }
        return Cli.done();
    }

    /** Empty while the run is not finished; where its predictions are gone that is said, and all else is shown. */
    private Optional<Confidence> confidence(RunSummary summary) {
        if (summary.result().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Confidence.of(summary.folder()));
        } catch (RequestException unknown) {
            session.terminal().err().println(unknown.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Peak> peak(RunSummary summary, Reading reading) {
        try (MachineProbe probe = new MachineProbe(session.folders())) {
            return summary.manifest().flatMap(manifest -> RunPeak.of(manifest, reading, probe::known));
        }
    }

    private static String microBatch(TrainingSettings training) {
        return training.microBatch().isPresent()
                ? String.valueOf(training.microBatch().getAsInt())
                : "auto";
    }

    private TextTable settings(RunSummary summary) {
        RunSettings settings = summary.settings();
        TrainingSettings training = settings.training();
        TextTable table = new TextTable("ll")
                .row(session.text("runs.name"), summary.folder().name())
                .row(session.text("runs.state"), RunsListCommand.state(session, summary))
                .row(session.text("runs.started"), summary.created().toString())
                .row(session.text("runs.model"), settings.model())
                .row(session.text("runs.data"), settings.data().toString());
        summary.manifest().ifPresent(manifest -> {
            Map<String, Integer> articles = manifest.articles();
            table.row(
                            session.text("runs.articles"),
                            "train " + articles.getOrDefault("train", 0) + " / val " + articles.getOrDefault("val", 0)
                                    + " / test " + articles.getOrDefault("test", 0))
                    .row(session.text("runs.split"), manifest.splitHash());
        });
        String template = summary.manifest().map(RunManifest::template).orElse(settings.template());
        String device = summary.manifest().map(RunManifest::device).orElse(settings.device());
        String precision = summary.manifest().map(RunManifest::precision).orElse(settings.precision());
        table.row("--template", template.replace("\n", "\\n"))
                .row(
                        "--max-length",
                        settings.maxLength() + ", --truncation "
                                + settings.truncation().option())
                .row("--lr", String.valueOf(training.learningRate()))
                .row("--batch-size", training.batchSize() + ", --micro-batch " + microBatch(training))
                .row("--epochs", training.epochs() + ", --warmup-epochs " + training.warmupEpochs())
                .row("--weight-decay", String.valueOf(training.weightDecay()))
                .row(
                        "--lora-r",
                        settings.lora().rank() + ", --lora-alpha "
                                + settings.lora().alpha() + ", --lora-dropout "
                                + settings.lora().dropout())
                .row("--target-modules", String.join(",", settings.lora().targets()))
                .row(
                        "--seed",
                        training.seed() + ", --select "
                                + training.select().name().toLowerCase(Locale.ROOT))
                .row(
                        "--device",
                        device + ", --precision " + precision + ", --weights "
                                + settings.weights().option())
                .row(
                        session.text("runs.steps"),
                        Figures.count(summary.step()) + " / " + Figures.count(summary.steps()));
        summary.givenUp()
                .ifPresent(note -> table.row(session.text("runs.given-up"), note.message(Locale.getDefault())));
        summary.lessened().ifPresent(note -> table.row(session.text("runs.memory"), note.message(Locale.getDefault())));
        summary.reading()
                .ifPresent(reading -> table.row(
                        session.text("runs.reading"), new ReadingWords(session).of(reading, peak(summary, reading))));
        summary.manifest()
                .ifPresent(manifest -> table.row(
                        session.text("runs.versions"), manifest.versions().toString()));
        return table;
    }
}
