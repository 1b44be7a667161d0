package dev.bunrui.experiment.sweep;

import dev.bunrui.experiment.RunOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The command that asks for the same sweep in a terminal. */
public final class SweepLine {
    private static final Pattern NUMBERED = Pattern.compile("[012]");

    private SweepLine() {}

    /** One line, its words quoted as a shell takes them. */
    public static String of(SweepPlan plan) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        plan.base().forEach((option, value) -> given.put(option, List.of(value)));
        plan.axes().forEach(axis -> given.put(axis.option(), axis.values()));
        List<String> line = new ArrayList<>(List.of(
                "bunrui", "sweep", "--data", RunOptions.quoted(plan.data().toString())));
        given.forEach((option, values) -> {
            if (!option.equals("data")) {
                line.addAll(option(option, values));
            }
        });
        if (plan.order() == SweepPlan.Order.GRID) {
            line.addAll(List.of("--order", "grid"));
        }
        if (plan.giveUp()) {
            line.add("--give-up");
        }
        return String.join(" ", line);
    }

    /** Values with commas of their own are given one by one; the others are parted by commas. */
    private static List<String> option(String option, List<String> values) {
        List<String> shown = values.stream()
                .map(value -> value.strip().replace("\n", "\\n"))
                .filter(value -> !value.isEmpty())
                .toList();
        boolean whole = option.equals("target-modules")
                || (option.equals("template") && !shown.stream().allMatch(NUMBERED.asMatchPredicate()));
        List<String> words = new ArrayList<>();
        for (String value : whole || shown.isEmpty() ? shown : List.of(String.join(",", shown))) {
            // An option that may stand without a value would take the next word for none of its own.
            words.add("--" + option + (option.equals("stratified") ? "=" : " ") + RunOptions.quoted(value));
        }
        return words;
    }

    /** Whether a run's values are a point of the plan, and not one that was added later. */
    public static boolean makes(SweepPlan plan, Map<String, String> values) {
        return plan.axes().stream()
                        .filter(axis -> axis.values().contains(values.getOrDefault(axis.option(), "")))
                        .map(Axis::option)
                        .toList()
                        .containsAll(values.keySet())
                && values.size() == plan.axes().size();
    }
}
