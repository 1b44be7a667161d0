package dev.bunrui.experiment.report;

import dev.bunrui.experiment.RunResult;
import dev.bunrui.message.Figures;
import java.util.ArrayList;
import java.util.List;

/** All runs of a sweep, the one with the best validation first, with what each came to. */
final class RankedRuns {
    private final Words words;
    private final List<String> options;
    private final IntervalBar scale;

    private RankedRuns(Words words, List<String> options, List<SweepRun> runs) {
        this.words = words;
        this.options = options;
        this.scale = IntervalBar.over(runs.stream()
                .flatMap(run -> run.result().stream())
                .map(result -> result.test().f1Interval())
                .toList());
    }

    /** The table; {@code ranked} are the runs in their order, those that are not finished at the end. */
    static Element of(Words words, List<String> options, List<SweepRun> ranked) {
        return new RankedRuns(words, options, ranked).table(ranked);
    }

    private Element table(List<SweepRun> ranked) {
        Table table = new Table("l" + "l".repeat(options.size()) + "lrrl");
        List<String> heading = new ArrayList<>(List.of(words.of("report.name")));
        options.forEach(option -> heading.add("--" + option));
        heading.addAll(
                List.of(words.of("report.state"), words.of("report.val-f1"), words.of("report.test-f1-interval"), ""));
        table.heading(heading.toArray(String[]::new));
        long finished = ranked.stream().filter(SweepRun::finished).count();
        for (SweepRun run : ranked) {
            boolean best = run.finished() && run.equals(ranked.get(0));
            List<Element> cells = new ArrayList<>(List.of(Table.cell(run.name())));
            if (best) {
                String chosen = words.of("report.chosen", Figures.count(finished));
                cells.get(0).add(Element.of("span", chosen).with("class", "badge"));
            }
            options.forEach(
                    option -> cells.add(Table.cell(Words.oneLine(run.values().getOrDefault(option, "")))));
            cells.add(Table.cell(run.state()));
            run.result().ifPresent(result -> cells.addAll(scores(result)));
            table.row(best ? "chosen" : run.finished() ? "" : "aside", cells);
        }
        return table.element();
    }

    private List<Element> scores(RunResult result) {
        String test = Words.f1(result.test());
        return List.of(
                Table.cell(Figures.percent(result.validation().scores().macroF1())),
                Table.cell(test),
                Table.cell(scale.draw(
                        result.test().scores().macroF1(), result.test().f1Interval(), test)));
    }
}
