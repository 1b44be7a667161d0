package dev.bunrui.experiment.compare;

import dev.bunrui.baseline.BaselineKind;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.training.score.Interval;
import dev.bunrui.training.score.MeanDeviation;
import dev.bunrui.training.score.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * One of the five tables, of one data set. Runs that differ in nothing but seed, split seed or fold are one setting. Of all
 * settings that share a row's values the row has the one whose macro-F1 on validation, in the mean over its runs, is best:
 * never the test decides. It says among how many it was chosen.
 *
 * @param data the data set's path
 * @param rows in the order of their values, numbers as numbers
 * @param baselines over the same splits, in the order of {@link BaselineKind}
 */
public record ResultTable(TableKind kind, String data, List<Row> rows, List<Row> baselines) {
    /** Options that repeat a setting, or say how it is computed: they make no other setting. */
    private static final List<String> NO_SETTING =
            List.of("seed", "split-seed", "fold", "data", "device", "precision", "micro-batch", "recompute");

    /**
     * A row.
     *
     * @param values of the options that the table has, by name; of a baseline its own description under {@code model}
     * @param tried among how many settings it was chosen
     * @param runs how many runs its figures are of
     * @param interval of macro-F1 on the test, 95 %; only where it is one run
     * @param published what the original experiment has for the same setting
     * @param baseline which one it is; empty for runs
     */
    public record Row(
            Map<String, String> values,
            int tried,
            int runs,
            MeanDeviation validationF1,
            MeanDeviation accuracy,
            MeanDeviation precision,
            MeanDeviation recall,
            MeanDeviation f1,
            Optional<Interval> interval,
            Optional<Published.Row> published,
            Optional<BaselineKind> baseline) {
        public Row {
            values = new LinkedHashMap<>(values);
        }
    }

    public ResultTable {
        rows = List.copyOf(rows);
        baselines = List.copyOf(baselines);
    }

    /** The table of each data set that there are runs of, the one with the most runs first. */
    public static List<ResultTable> of(TableKind kind, Field field) {
        Map<String, List<Contender>> data = field.runs().stream()
                .collect(Collectors.groupingBy(
                        run -> run.settings().orElseThrow().data().toString(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return data.entrySet().stream()
                .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
                .map(each -> new ResultTable(
                        kind, each.getKey(), rows(kind, each.getValue()), baselines(each.getValue(), field)))
                .toList();
    }

    private static List<Row> rows(TableKind kind, List<Contender> runs) {
        Map<Map<String, String>, Map<Map<String, String>, List<Contender>>> keys = new LinkedHashMap<>();
        for (Contender run : runs) {
            Map<String, String> options = RunOptions.of(run.settings().orElseThrow());
            Map<String, String> key = new LinkedHashMap<>();
            kind.keys().forEach(option -> key.put(option, options.getOrDefault(option, "")));
            Map<String, String> setting = new LinkedHashMap<>(options);
            NO_SETTING.forEach(setting::remove);
            keys.computeIfAbsent(key, each -> new LinkedHashMap<>())
                    .computeIfAbsent(setting, each -> new ArrayList<>())
                    .add(run);
        }
        List<Row> rows = new ArrayList<>();
        keys.forEach((key, settings) -> {
            Map.Entry<Map<String, String>, List<Contender>> best = settings.entrySet().stream()
                    .max(Comparator.comparingDouble(each -> meanValidation(each.getValue())))
                    .orElseThrow();
            Map<String, String> values = new LinkedHashMap<>(key);
            kind.shown().forEach(option -> values.put(option, best.getKey().getOrDefault(option, "")));
            rows.add(row(
                    values,
                    settings.size(),
                    best.getValue(),
                    Published.of(kind, best.getKey(), best.getValue().get(0).labels()),
                    Optional.empty()));
        });
        rows.sort((one, other) -> kind.keys().stream()
                .mapToInt(option -> compare(
                        one.values().getOrDefault(option, ""), other.values().getOrDefault(option, "")))
                .filter(sign -> sign != 0)
                .findFirst()
                .orElse(0));
        return rows;
    }

    private static List<Row> baselines(List<Contender> runs, Field field) {
        Map<List<String>, List<Contender>> same = field.baselines().stream()
                .filter(baseline ->
                        runs.stream().anyMatch(run -> run.splitHash().equals(baseline.splitHash())))
                .sorted(Comparator.comparing(each -> each.baseline().orElseThrow()))
                .collect(Collectors.groupingBy(
                        each -> List.of(each.name(), chosen(each.about())), LinkedHashMap::new, Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        same.forEach((name, several) -> rows.add(row(
                Map.of("model", name.get(1)),
                1,
                several,
                Optional.empty(),
                several.get(0).baseline())));
        return rows;
    }

    /** A probe's C is chosen anew for each split. */
    private static String chosen(String about) {
        int end = about.lastIndexOf(", C ");
        return end < 0 ? about : about.substring(0, end);
    }

    private static double meanValidation(List<Contender> runs) {
        return runs.stream()
                .mapToDouble(run -> run.result().validation().scores().macroF1())
                .average()
                .orElseThrow();
    }

    private static Row row(
            Map<String, String> values,
            int tried,
            List<Contender> runs,
            Optional<Published.Row> published,
            Optional<BaselineKind> baseline) {
        return new Row(
                values,
                tried,
                runs.size(),
                MeanDeviation.of(runs.stream()
                        .mapToDouble(run -> run.result().validation().scores().macroF1())
                        .toArray()),
                test(runs, Scores::accuracy),
                test(runs, Scores::macroPrecision),
                test(runs, Scores::macroRecall),
                test(runs, Scores::macroF1),
                runs.size() == 1 ? Optional.of(runs.get(0).result().test().f1Interval()) : Optional.empty(),
                published,
                baseline);
    }

    private static MeanDeviation test(List<Contender> runs, ToDoubleFunction<Scores> score) {
        return MeanDeviation.of(runs.stream()
                .mapToDouble(run -> score.applyAsDouble(run.result().test().scores()))
                .toArray());
    }

    private static int compare(String one, String other) {
        try {
            return Double.compare(Double.parseDouble(one), Double.parseDouble(other));
        } catch (NumberFormatException name) {
            return one.compareTo(other);
        }
    }
}
