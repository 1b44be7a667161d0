package dev.bunrui.experiment.compare;

import dev.bunrui.message.Figures;
import dev.bunrui.message.Messages;
import dev.bunrui.training.score.MeanDeviation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A table as texts, in a language.
 *
 * @param heading the columns' names
 * @param rows as many texts each; empty where there is nothing to say
 * @param words how many columns from the left are words; the others are figures
 */
public record TableCells(List<String> heading, List<List<String>> rows, int words) {
    private static final Messages TEXTS = Messages.of(TableCells.class);

    public TableCells {
        heading = List.copyOf(heading);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The texts of one of the five tables: percentages with two digits, ± the standard deviation over several runs. */
    public static TableCells of(ResultTable table, Locale language) {
        List<String> options = Stream.of(table.kind().keys(), table.kind().shown())
                .flatMap(List::stream)
                .toList();
        List<String> heading = new ArrayList<>(options);
        Stream.of("tried", "runs", "val-f1", "accuracy", "precision", "recall", "f1", "interval", "published")
                .map(column -> TEXTS.get(language, "table." + column))
                .forEach(heading::add);
        List<List<String>> rows = new ArrayList<>();
        table.rows().forEach(row -> rows.add(cells(row, options, language)));
        table.baselines().forEach(row -> rows.add(cells(row, options, language)));
        return new TableCells(heading, rows, options.size());
    }

    private static List<String> cells(ResultTable.Row row, List<String> options, Locale language) {
        List<String> cells = new ArrayList<>();
        row.baseline()
                .ifPresentOrElse(
                        kind -> {
                            String about = row.values().getOrDefault("model", "");
                            cells.add(kind.amongRuns(language) + (about.isEmpty() ? "" : " (" + about + ")"));
                            options.stream().skip(1).forEach(option -> cells.add(""));
                        },
                        () -> options.forEach(option ->
                                cells.add(row.values().getOrDefault(option, "").replace("\n", "\\n"))));
        cells.add(row.baseline().isPresent() ? "" : Integer.toString(row.tried()));
        cells.add(Integer.toString(row.runs()));
        Stream.of(row.validationF1(), row.accuracy(), row.precision(), row.recall(), row.f1())
                .map(TableCells::figure)
                .forEach(cells::add);
        cells.add(row.interval()
                .map(known -> Figures.percent(known.low()) + "–" + Figures.percent(known.high()))
                .orElse(""));
        cells.add(row.published().map(known -> Figures.percent(known.f1())).orElse(""));
        return cells;
    }

    private static String figure(MeanDeviation score) {
        String mean = Figures.percent(score.mean());
        return score.deviation().isPresent()
                ? mean + " ± " + Figures.percent(score.deviation().getAsDouble())
                : mean;
    }
}
