package dev.bunrui.experiment.report;

import dev.bunrui.experiment.EventTail;
import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.experiment.RunFailure;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.Figures;
import dev.bunrui.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The page about one run: how it did, how it got there, and all that is needed to do it again. */
final class RunPage {
    private final Words words;
    private final RunSummary run;
    private final List<LoggedEvent> events;
    private final List<Element> sections = new ArrayList<>();

    private RunPage(RunFolder folder, Words words) {
        this.words = words;
        this.run = RunSummary.of(folder);
        this.events = new EventTail(folder).read().events();
    }

    static Page of(RunFolder folder, Words words) {
        return new RunPage(folder, words).page();
    }

    private Page page() {
        run.result().ifPresentOrElse(this::result, this::unfinished);
        curves();
        run.result().ifPresent(this::classes);
        run.manifest().ifPresent(this::baselines);
        settings();
        run.manifest()
                .ifPresent(manifest -> sections.add(
                        Section.of(words.of("report.provenance"), "", Provenance.of(words, manifest, run.lessened()))));
        sections.add(Section.of(
                words.of("report.repeat"),
                words.of("report.repeat-run"),
                Section.command(RunOptions.commandLine(RunOptions.of(run.settings())))));
        String lead = words.of(
                "report.run-lead", run.settings().modelName(), Words.time(run.created()), words.state(run.state()));
        return new Page(words.locale(), words.of("report.run", run.folder().name()), lead, sections);
    }

    private void result(RunResult result) {
        Element section = Section.of(
                words.of("report.result"),
                words.of(
                        "tested." + option(run.settings().training().select()),
                        Figures.count(result.test().scores().n()),
                        result.keptEpoch(),
                        result.epochs()),
                ScoreFigures.of(words, result),
                Element.of("p", words.of("report.interval-note")).with("class", "note"));
        sweep().ifPresent(sweep -> section.add(Element.of(
                "p",
                words.of(
                        "report.of-sweep",
                        sweep.name(),
                        Figures.count(sweep.read().runs().size())))));
        sections.add(section);
    }

    private static String option(TrainingSettings.Select select) {
        return select.name().toLowerCase(Locale.ROOT);
    }

    private Optional<SweepFolder> sweep() {
        return SweepFolder.of(run.folder())
                .filter(sweep -> sweep.read().runs().containsKey(run.folder().name()));
    }

    private void unfinished() {
        String steps = words.of("report.unfinished", Figures.count(run.step()), Figures.count(run.steps()));
        Element section =
                Section.of(words.of("report.result"), "", Element.of("p", steps).with("class", "alarm"));
        run.failure().map(this::sentence).ifPresent(why -> section.add(Element.of("p", why)));
        sections.add(section);
    }

    private String sentence(RunFailure failure) {
        return words.language().equals("ja") ? failure.japanese() : failure.english();
    }

    private void curves() {
        RunCurves curves = new RunCurves(events);
        if (!curves.empty()) {
            int kept = run.result().map(RunResult::keptEpoch).orElse(-1);
            sections.add(Section.of(
                    words.of("report.curves"), "", curves.element(words), EpochTable.of(words, events, kept)));
        }
    }

    private void classes(RunResult result) {
        sections.add(Section.of(
                words.of("report.classes"),
                words.of("report.percent"),
                ClassScoreTable.of(words, result.labels(), result.test().scores())));
        sections.add(Section.of(
                words.of("report.confusion"),
                "",
                ConfusionTable.of(words, result.labels(), result.test().confusion())));
    }

    private void baselines(RunManifest manifest) {
        SplitBaselines baselines = new SplitBaselines(run.folder().runs(), Set.of(manifest.splitHash()));
        if (!baselines.empty()) {
            sections.add(Section.of(
                    words.of("report.baselines"), words.of("report.baselines-note"), baselines.element(words)));
        }
    }

    private void settings() {
        sections.add(Section.of(
                words.of("report.settings"), words.of("report.settings-note"), SettingsList.of(run.settings())));
    }
}
