package dev.bunrui.experiment.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The order in which a sweep's first runs say most; once there are results, {@link MostInformative} goes by them. The runs of a model stay together, as loading is dear. Of each, every
 * setting is run once before any is repeated with another seed or fold; and the settings are taken by farthest-point
 * traversal (T. F. Gonzalez, <i>Clustering to minimize the maximum intercluster distance</i>, Theoretical Computer Science
 * 38, 1985) of the grid: first the one in its middle, then always the one that is farthest from all that were taken, each
 * axis counting from 0 to 1 by the places of its values.
 */
final class Spread {
    private Spread() {}

    static List<Combination> order(List<Combination> runs, List<Axis> axes) {
        Map<String, Map<Map<String, String>, List<Combination>>> models = runs.stream()
                .collect(Collectors.groupingBy(
                        run -> run.settings().model(),
                        LinkedHashMap::new,
                        Collectors.groupingBy(Spread::replicate, LinkedHashMap::new, Collectors.toList())));
        List<Combination> ordered = new ArrayList<>();
        for (Map<Map<String, String>, List<Combination>> replicates : models.values()) {
            replicates.values().forEach(settings -> ordered.addAll(farthestFirst(settings, axes)));
        }
        return ordered;
    }

    private static Map<String, String> replicate(Combination run) {
        Map<String, String> values = new HashMap<>(run.values());
        values.keySet().removeIf(option -> !Axis.replicates(option));
        return values;
    }

    private static List<Combination> farthestFirst(List<Combination> runs, List<Axis> axes) {
        List<double[]> points = runs.stream().map(run -> place(run, axes)).toList();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            left.add(i);
        }
        double[] nearest = new double[runs.size()];
        Arrays.fill(nearest, Double.MAX_VALUE);
        double[] middle = new double[axes.size()];
        Arrays.fill(middle, 0.5);
        int next = left.stream()
                .min(Comparator.comparingDouble(i -> distance(points.get(i), middle)))
                .orElseThrow();
        List<Combination> ordered = new ArrayList<>();
        while (true) {
            ordered.add(runs.get(next));
            left.remove((Integer) next);
            if (left.isEmpty()) {
                return ordered;
            }
            for (int i : left) {
                nearest[i] = Math.min(nearest[i], distance(points.get(i), points.get(next)));
            }
            next = left.stream()
                    .max(Comparator.comparingDouble(i -> nearest[i]))
                    .orElseThrow();
        }
    }

    private static double[] place(Combination run, List<Axis> axes) {
        double[] place = new double[axes.size()];
        for (int axis = 0; axis < place.length; axis++) {
            List<String> values = axes.get(axis).values();
            int at = values.indexOf(run.values().get(axes.get(axis).option()));
            boolean setting = !axes.get(axis).replicates() && values.size() > 1;
            place[axis] = setting ? (double) at / (values.size() - 1) : 0.5;
        }
        return place;
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int axis = 0; axis < one.length; axis++) {
            sum += (one[axis] - other[axis]) * (one[axis] - other[axis]);
        }
        return sum;
    }
}
