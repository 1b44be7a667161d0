package dev.bunrui.experiment.sweep;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which run of a sweep says most next. What was begun comes to its end first. Then each setting of a model is run once, in
 * the order that {@link Spread} gave them. From then on it is known which are the contenders, and each further run, with
 * another seed or fold, is one of the setting whose mean macro-F1 on validation is the highest of those that still have
 * repetitions to come, so that what is most likely to be chosen is soonest known well. The same results give the same run.
 */
final class MostInformative {
    private final Map<String, Map<String, String>> runs;
    private final Set<String> begun;
    private final Map<String, Double> finished;

    /**
     * What is known of a sweep.
     *
     * @param runs the values of each run by its name, in their order
     * @param begun the names of those that were begun, by whomever, be they finished, broken off or at work
     * @param finished the macro-F1 on validation, by name, of those that are finished
     */
    MostInformative(Map<String, Map<String, String>> runs, Set<String> begun, Map<String, Double> finished) {
        this.runs = runs;
        this.begun = begun;
        this.finished = finished;
    }

    /**
     * A run, and why it is the next.
     *
     * @param standing how its setting stands, where that decided; absent where the order did
     */
    record Choice(String run, Optional<Standing> standing) {
        static Choice byOrder(String run) {
            return new Choice(run, Optional.empty());
        }
    }

    /** Chooses among runs that may be taken, in their order; empty if there is none. */
    Optional<Choice> next(List<String> waiting) {
        Optional<String> brokenOff = waiting.stream().filter(begun::contains).findFirst();
        if (waiting.isEmpty() || brokenOff.isPresent()) {
            return brokenOff.map(Choice::byOrder);
        }
        String model = model(waiting.get(0));
        List<String> ofModel =
                waiting.stream().filter(run -> model(run).equals(model)).toList();
        Set<Map<String, String>> tried = new HashSet<>();
        begun.forEach(run -> tried.add(setting(run)));
        Optional<String> untried =
                ofModel.stream().filter(run -> !tried.contains(setting(run))).findFirst();
        return untried.isPresent() ? untried.map(Choice::byOrder) : Optional.of(ofTheBest(ofModel));
    }

    private Choice ofTheBest(List<String> waiting) {
        Map<Map<String, String>, double[]> sums = new HashMap<>(); // of the scores, and how many there are
        finished.forEach((run, f1) -> {
            double[] sum = sums.computeIfAbsent(setting(run), setting -> new double[2]);
            sum[0] += f1;
            sum[1]++;
        });
        Set<Map<String, String>> settings = new LinkedHashSet<>();
        String best = waiting.get(0);
        double bestMean = -1;
        for (String run : waiting) {
            double[] sum = sums.get(setting(run));
            settings.add(setting(run));
            if (sum != null && sum[0] / sum[1] > bestMean) {
                best = run;
                bestMean = sum[0] / sum[1];
            }
        }
        double[] sum = sums.get(setting(best));
        return sum == null || settings.size() == 1
                ? Choice.byOrder(best)
                : new Choice(best, Optional.of(new Standing(bestMean, (int) sum[1], settings.size())));
    }

    private String model(String run) {
        return values(run).getOrDefault("model", ""); // without one of its own it has that of all
    }

    private Map<String, String> setting(String run) {
        Map<String, String> setting = new HashMap<>(values(run));
        setting.keySet().removeIf(Axis::replicates);
        return setting;
    }

    private Map<String, String> values(String run) {
        return runs.getOrDefault(run, Map.of());
    }
}
