package dev.bunrui.experiment.report;

import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepLine;
import dev.bunrui.message.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The page about one sweep: what it went through, what came out, and the command that does it again. */
final class SweepPage {
    private final Words words;
    private final SweepFolder folder;
    private final Sweep sweep;
    private final List<SweepRun> ranked = new ArrayList<>();
    private final List<Element> sections = new ArrayList<>();

    private SweepPage(SweepFolder folder, Words words) {
        this.words = words;
        this.folder = folder;
        this.sweep = folder.read();
        sweep.runs().forEach((name, values) -> ranked.add(SweepRun.of(folder.run(name), values, words)));
        ranked.sort(Comparator.comparingDouble(SweepRun::validationF1).reversed());
    }

    static Page of(SweepFolder folder, Words words) {
        return new SweepPage(folder, words).page();
    }

    private Page page() {
        best();
        grid();
        sections.add(Section.of(
                words.of("report.all-runs"),
                words.of(splits().size() > 1 ? "report.all-runs-splits" : "report.all-runs-note"),
                RankedRuns.of(words, sweep.options(), ranked)));
        if (RepeatedSettings.any(ranked)) {
            sections.add(Section.of(
                    words.of("report.means"),
                    words.of("report.means-note"),
                    RepeatedSettings.of(words, sweep.options(), ranked)));
        }
        baselines();
        leftOut();
        repeat();
        String lead = words.of(
                "report.sweep-lead",
                Words.time(sweep.created()),
                Figures.count(finished()),
                Figures.count(ranked.size()));
        return new Page(words.locale(), words.of("report.sweep", folder.name()), lead, sections);
    }

    private long finished() {
        return ranked.stream().filter(SweepRun::finished).count();
    }

    private void best() {
        if (finished() == 0) {
            String none = words.of("report.none-finished");
            sections.add(Section.of(
                    words.of("report.best"), "", Element.of("p", none).with("class", "alarm")));
            return;
        }
        SweepRun best = ranked.get(0);
        best.result()
                .ifPresent(result -> sections.add(Section.of(
                        words.of("report.best"),
                        words.of("report.best-note", Figures.count(finished())),
                        Element.of("p", Element.of("strong", best.name()))
                                .text("  " + values(best.values()))
                                .add(Element.of("span", words.of("report.chosen", Figures.count(finished())))
                                        .with("class", "badge")),
                        ScoreFigures.of(words, result))));
    }

    private static String values(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> "--" + value.getKey() + " " + Words.oneLine(value.getValue()))
                .collect(Collectors.joining(" "));
    }

    private void grid() {
        Table axes = new Table("ll").heading(words.of("report.option"), words.of("report.values"));
        for (Axis axis : sweep.plan().axes()) {
            axes.row(
                    "--" + axis.option(),
                    axis.values().stream().map(Words::oneLine).collect(Collectors.joining(words.of("report.comma"))));
        }
        Facts shared = new Facts()
                .fact("--data", sweep.plan().data().toString())
                .fact(
                        words.of("report.order"),
                        words.of("order." + sweep.plan().order().name().toLowerCase(Locale.ROOT)));
        sweep.plan().base().forEach((option, value) -> {
            if (!value.isEmpty() && !option.equals("data")) {
                shared.fact("--" + option, value);
            }
        });
        if (sweep.plan().giveUp()) {
            shared.fact("--give-up", words.of("report.give-up"));
        }
        Element section = Section.of(words.of("report.grid"), "");
        if (!axes.empty()) {
            section.add(axes.element());
        }
        sections.add(section.add(Element.of("h3", words.of("report.shared"))).add(shared.halves()));
    }

    private Set<String> splits() {
        return ranked.stream().flatMap(run -> run.split().stream()).collect(Collectors.toSet());
    }

    private void baselines() {
        SplitBaselines baselines =
                new SplitBaselines(folder.path().toAbsolutePath().normalize().resolveSibling(""), splits());
        if (!baselines.empty()) {
            sections.add(Section.of(
                    words.of("report.baselines"), words.of("report.baselines-note"), baselines.element(words)));
        }
    }

    private void leftOut() {
        Table table = new Table("ll").heading(words.of("report.left-out-what"), words.of("report.left-out-why"));
        sweep.skipped().forEach(skipped -> table.row(values(skipped.values()), skipped.reason()));
        sweep.dropped().forEach(run -> table.row(run, words.of("report.dropped")));
        if (!table.empty()) {
            sections.add(Section.of(words.of("report.left-out"), words.of("report.left-out-note"), table.element()));
        }
    }

    private void repeat() {
        long added = sweep.runs().values().stream()
                .filter(values -> !SweepLine.makes(sweep.plan(), values))
                .count();
        Element section = Section.of(
                words.of("report.repeat"),
                words.of("report.repeat-sweep"),
                Section.command(SweepLine.of(sweep.plan())));
        if (added > 0) {
            section.add(Element.of("p", words.of("report.added", Figures.count(added))));
        }
        sections.add(section);
    }
}
