package dev.bunrui.experiment.report;

import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.MeanDeviation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Mean and standard deviation of finished runs with equal settings but for seed or fold, the best validation first. */
final class RepeatedSettings {
    private RepeatedSettings() {}

    /** Whether some settings were run more than once. */
    static boolean any(List<SweepRun> runs) {
        return groups(runs).values().stream().anyMatch(group -> group.size() > 1);
    }

    static Element of(Words words, List<String> options, List<SweepRun> runs) {
        List<String> settings =
                options.stream().filter(option -> !Axis.replicates(option)).toList();
        Table table = new Table("l".repeat(settings.size()) + "rrr");
        List<String> heading =
                new ArrayList<>(settings.stream().map(option -> "--" + option).toList());
        heading.addAll(List.of(words.of("report.runs"), words.of("report.val-f1"), words.of("report.test-f1")));
        table.heading(heading.toArray(String[]::new));
        groups(runs).entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        group -> -over(group.getValue(), SweepRun::validationF1).mean()))
                .forEach(group -> table.row(row(settings, group.getKey(), group.getValue())));
        return table.element();
    }

    private static Map<Map<String, String>, List<SweepRun>> groups(List<SweepRun> runs) {
        return runs.stream()
                .filter(SweepRun::finished)
                .collect(Collectors.groupingBy(RepeatedSettings::settings, LinkedHashMap::new, Collectors.toList()));
    }

    private static Map<String, String> settings(SweepRun run) {
        Map<String, String> settings = new LinkedHashMap<>(run.values());
        settings.keySet().removeIf(Axis::replicates);
        return settings;
    }

    private static String[] row(List<String> options, Map<String, String> values, List<SweepRun> runs) {
        List<String> row = new ArrayList<>(options.stream()
                .map(option -> Words.oneLine(values.getOrDefault(option, "")))
                .toList());
        row.add(Figures.count(runs.size()));
        row.add(shown(over(runs, SweepRun::validationF1)));
        row.add(shown(over(runs, SweepRun::testF1)));
        return row.toArray(String[]::new);
    }

    private static MeanDeviation over(List<SweepRun> runs, ToDoubleFunction<SweepRun> score) {
        return MeanDeviation.of(runs.stream().mapToDouble(score).toArray());
    }

    private static String shown(MeanDeviation over) {
        String mean = Figures.percent(over.mean());
        return over.deviation().isPresent()
                ? mean + " ± " + Figures.percent(over.deviation().getAsDouble())
                : mean;
    }
}
