package dev.bunrui.experiment.report;

import dev.bunrui.experiment.F1Caveat;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.compare.Comparison;
import dev.bunrui.experiment.compare.Contender;
import dev.bunrui.experiment.compare.Field;
import dev.bunrui.experiment.compare.PairDetail;
import dev.bunrui.experiment.compare.ResultTable;
import dev.bunrui.experiment.compare.TableCells;
import dev.bunrui.experiment.compare.TableKind;
import dev.bunrui.message.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The page about runs on the same test articles: which can be told apart, two of them in full, and the five tables. */
final class ComparisonPage {
    private final Words words;
    private final Comparison comparison;
    private final List<Contender> all;

    private ComparisonPage(Comparison comparison, Words words) {
        this.words = words;
        this.comparison = comparison;
        this.all = comparison.contenders();
    }

    static Page of(Comparison comparison, List<PairDetail> pairs, Words words) {
        return new ComparisonPage(comparison, words).page(pairs);
    }

    private Page page(List<PairDetail> pairs) {
        List<Element> sections = new ArrayList<>();
        Element standings = Section.of(
                words.of("report.standings"),
                words.of("report.standings-note"),
                Element.of("p", verdict()),
                standings());
        F1Caveat.of(all.get(0).labels(), all.get(0).result().test(), words.locale())
                .ifPresent(sentence -> standings.add(Element.of("p", sentence).with("class", "alarm")));
        sections.add(standings);
        pairs.forEach(pair -> sections.add(pair(pair)));
        List<Contender> runs = runs();
        Field field = new Field(
                runs, all.stream().filter(each -> each.baseline().isPresent()).toList(), Map.of());
        for (TableKind kind : TableKind.values()) {
            ResultTable.of(kind, field).forEach(table -> sections.add(table(kind, table)));
        }
        String names = runs.stream().map(run -> RunOptions.quoted(run.name())).collect(Collectors.joining(" "));
        sections.add(Section.of(
                words.of("report.repeat"),
                words.of("report.repeat-comparison"),
                Section.command("bunrui runs compare " + names)));
        String lead =
                words.of("report.comparison-lead", Figures.count(runs.size()), Figures.count(comparison.gold().length));
        return new Page(words.locale(), words.of("report.comparison"), lead, sections);
    }

    private List<Contender> runs() {
        return all.stream().filter(each -> each.baseline().isEmpty()).toList();
    }

    private String verdict() {
        long tied =
                IntStream.range(1, all.size()).filter(comparison::amongTheBest).count();
        return tied == 0
                ? words.of("report.verdict-alone", name(0))
                : words.of("report.verdict-tied", name(0), Figures.count(tied));
    }

    private Element standings() {
        IntervalBar bar = IntervalBar.over(
                all.stream().map(each -> each.result().test().f1Interval()).toList());
        Table table = new Table("lrrlll")
                .heading(
                        words.of("report.name"),
                        words.of("report.val-f1"),
                        words.of("report.test-f1"),
                        "95 %",
                        words.of("report.groups"),
                        "");
        for (int place = 0; place < all.size(); place++) {
            Metrics test = all.get(place).result().test();
            String interval = Figures.percent(test.f1Interval().low()) + " – "
                    + Figures.percent(test.f1Interval().high());
            boolean chosen = comparison.chosen().equals(Optional.of(place));
            table.row(
                    comparison.amongTheBest(place) ? "best" : "",
                    List.of(
                            Table.cell(name(place)),
                            Table.cell(Figures.percent(all.get(place)
                                    .result()
                                    .validation()
                                    .scores()
                                    .macroF1())),
                            Table.cell(Figures.percent(test.scores().macroF1())),
                            Table.cell(bar.draw(test.scores().macroF1(), test.f1Interval(), interval)),
                            Table.cell(comparison.letters(place)),
                            Table.cell(chosen ? words.of("report.chosen", Figures.count(comparison.tried())) : "")));
        }
        return table.element();
    }

    private Element pair(PairDetail pair) {
        String sentence = words.of(
                pair.differ() ? "report.pair-differ" : "report.pair-same",
                name(pair.b()),
                name(pair.a()),
                Figures.count(pair.fixed().size()),
                Figures.count(pair.broken().size()),
                Figures.points(pair.f1().difference()),
                Figures.points(pair.f1().interval().low()),
                Figures.points(pair.f1().interval().high()),
                Figures.pValue(pair.test().p()),
                Figures.pValue(pair.adjusted()));
        Table table = new Table("llll")
                .heading(words.of("report.article"), words.of("report.class"), name(pair.a()), name(pair.b()));
        List<String> labels = all.get(0).labels();
        Stream.concat(pair.fixed().stream(), pair.broken().stream())
                .forEach(i -> table.row(
                        comparison.ids().get(i),
                        labels.get(comparison.gold()[i]),
                        labels.get(comparison.labels().get(pair.a())[i]),
                        labels.get(comparison.labels().get(pair.b())[i])));
        Element section =
                Section.of(words.of("report.pair", name(pair.b()), name(pair.a())), "", Element.of("p", sentence));
        pair.caveat(words.locale())
                .ifPresent(few -> section.add(Element.of("p", few).with("class", "note")));
        return table.empty() ? section : section.add(table.element());
    }

    private Element table(TableKind kind, ResultTable table) {
        TableCells cells = TableCells.of(table, words.locale());
        int figures = cells.heading().size() - cells.words();
        Table rows = new Table("l".repeat(cells.words()) + "r".repeat(figures))
                .heading(cells.heading().toArray(String[]::new));
        cells.rows().forEach(row -> rows.row(row.toArray(String[]::new)));
        return Section.of(words.of("table." + kind.option()), words.of("report.table-note"), rows.element());
    }

    private String name(int place) {
        return all.get(place).fullTitle(words.locale());
    }
}
