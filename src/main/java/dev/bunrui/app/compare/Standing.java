package dev.bunrui.app.compare;

import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.compare.Comparison;
import dev.bunrui.experiment.compare.Contender;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A contender's row.
 *
 * @param place in the comparison
 * @param differing the options that not all runs have in common, as typed; empty for a baseline
 * @param letters of the groups that it is in
 * @param amongTheBest whether it cannot be told apart from the one with the most right answers
 * @param chosen whether it was best on validation
 * @param scaleStart the score at the left end of the intervals' scale
 * @param scaleEnd the score at its right end
 */
record Standing(
        int place,
        Contender contender,
        String differing,
        String letters,
        boolean amongTheBest,
        boolean chosen,
        double scaleStart,
        double scaleEnd) {
    /** The rows of a comparison, in its order. */
    static List<Standing> of(Comparison comparison) {
        List<Contender> all = comparison.contenders();
        double start = all.stream()
                .mapToDouble(each -> each.result().test().f1Interval().low())
                .min()
                .orElse(0);
        double end = all.stream()
                .mapToDouble(each -> each.result().test().f1Interval().high())
                .max()
                .orElse(1);
        Set<String> options = differing(all);
        List<Standing> rows = new ArrayList<>();
        IntStream.range(0, all.size())
                .forEach(place -> rows.add(new Standing(
                        place,
                        all.get(place),
                        words(all.get(place), options),
                        comparison.letters(place),
                        comparison.amongTheBest(place),
                        comparison.chosen().filter(chosen -> chosen == place).isPresent(),
                        start,
                        end)));
        return rows;
    }

    private static Set<String> differing(List<Contender> all) {
        List<Map<String, String>> runs = all.stream()
                .flatMap(each -> each.settings().stream())
                .map(RunOptions::of)
                .toList();
        Map<String, Set<String>> values = new LinkedHashMap<>();
        runs.forEach(run -> run.forEach((option, value) ->
                values.computeIfAbsent(option, each -> new HashSet<>()).add(value)));
        values.values().removeIf(each -> each.size() < 2);
        values.remove("data");
        return values.keySet();
    }

    private static String words(Contender contender, Set<String> options) {
        return contender
                .settings()
                .map(RunOptions::of)
                .map(texts -> options.stream()
                        .map(option ->
                                option + " " + texts.getOrDefault(option, "").replace("\n", "\\n"))
                        .collect(Collectors.joining(", ")))
                .orElse(contender.about());
    }
}
