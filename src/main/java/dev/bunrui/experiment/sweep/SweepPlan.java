package dev.bunrui.experiment.sweep;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep goes through.
 *
 * @param data where the articles are
 * @param base the options that all runs share, as {@link dev.bunrui.experiment.RunOptions} reads them
 * @param axes the options that take several values
 * @param order in which the runs are worked on
 * @param giveUp whether runs that others leave no hope end early ({@link MedianRule})
 */
public record SweepPlan(Path data, Map<String, String> base, List<Axis> axes, Order order, boolean giveUp) {
    /** In which order a sweep's runs are worked on. */
    public enum Order {
        /**
         * Such that the first few already show the whole range ({@link Spread}), and then the best are known well
         * ({@link MostInformative}).
         */
        INFORMATIVE,
        /** As the values were given, the last option's changing fastest. */
        GRID
    }

    public SweepPlan {
        base = new LinkedHashMap<>(base);
        axes = List.copyOf(axes);
    }
}
