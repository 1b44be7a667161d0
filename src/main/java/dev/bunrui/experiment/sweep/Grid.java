package dev.bunrui.experiment.sweep;

import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.Workload;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.message.RequestException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All combinations of a plan's values.
 *
 * @param runs those to be worked on, in the order in which they are to be; no two have the same settings
 * @param skipped those that cannot be worked on, and why
 */
public record Grid(List<Combination> runs, List<Skipped> skipped) {
    /** More than anybody means: a list too many makes so many of them. */
    private static final int MOST = 10_000;

    public Grid {
        runs = List.copyOf(runs);
        skipped = List.copyOf(skipped);
    }

    /**
     * Works out a plan's grid, and looks whether each of its runs could begin: with settings in their ranges, a model that
     * is there and has the projections and the length, and articles that can be split and put into the template so. A point with the settings of an
     * earlier one is left out silently.
     *
     * @param loaded where the articles are read to, and stay for the runs
     * @throws RequestException if nothing is left, the grid is larger than anybody means, or the articles cannot be read
     */
    public static Grid of(SweepPlan plan, Loaded loaded) {
        List<Map<String, String>> points = points(plan.axes());
        List<Combination> runs = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Set<RunSettings> known = new HashSet<>();
        Map<Texts, Tokenised> tokenised = new HashMap<>();
        for (Map<String, String> values : points) {
            try {
                RunSettings settings = settings(plan, values);
                Workload workload = check(settings, loaded, tokenised);
                if (known.add(settings)) {
                    runs.add(new Combination(values, settings, workload));
                }
            } catch (RequestException refused) {
                skipped.add(new Skipped(values, String.valueOf(refused.getMessage())));
            }
        }
        if (runs.isEmpty()) {
            if (points.size() == 1) {
                throw new RequestException(
                        Grid.class, "grid.one", skipped.get(0).reason());
            }
            throw new RequestException(
                    Grid.class, "grid.none", points.size(), skipped.get(0).reason());
        }
        return new Grid(plan.order() == SweepPlan.Order.GRID ? runs : Spread.order(runs, plan.axes()), skipped);
    }

    /**
     * The runs that a sweep has, in its order, without those that were skipped.
     *
     * @throws RequestException if one of them cannot be worked with
     */
    public static Grid of(Sweep sweep, Loaded loaded) {
        return new Grid(
                sweep.runs().values().stream()
                        .map(values -> {
                            RunSettings settings = settings(sweep.plan(), values);
                            return new Combination(values, settings, loaded.workload(settings));
                        })
                        .toList(),
                List.of());
    }

    /**
     * The settings of one point.
     *
     * @throws RequestException if a value is wrong
     */
    static RunSettings settings(SweepPlan plan, Map<String, String> values) {
        Map<String, String> texts = new LinkedHashMap<>(plan.base());
        texts.putAll(values);
        return RunOptions.parse(texts, plan.data());
    }

    private static Workload check(RunSettings settings, Loaded loaded, Map<Texts, Tokenised> known) {
        ModelFolder model = loaded.model(settings.model());
        settings.checkLength(model.config());
        settings.lora().of(model.config()).checkTargets(Projection.of(model.config()));
        return known.computeIfAbsent(Texts.of(settings), texts -> Tokenised.of(settings, loaded))
                .workload();
    }

    /** What decides the tokens of a run. */
    private record Texts(String model, String template, int maxLength, Truncation truncation, SplitPlan split) {
        static Texts of(RunSettings settings) {
            return new Texts(
                    settings.model(),
                    settings.template(),
                    settings.maxLength(),
                    settings.truncation(),
                    settings.split());
        }
    }

    /** What was found out of texts, be it a refusal. */
    private record Tokenised(Optional<Workload> found, Optional<RequestException> refusal) {
        static Tokenised of(RunSettings settings, Loaded loaded) {
            try {
                return new Tokenised(Optional.of(loaded.workload(settings)), Optional.empty());
            } catch (RequestException refusal) {
                return new Tokenised(Optional.empty(), Optional.of(refusal));
            }
        }

        Workload workload() {
            return found.orElseThrow(refusal::orElseThrow);
        }
    }

    private static List<Map<String, String>> points(List<Axis> axes) {
        long size = 1;
        for (Axis axis : axes) {
            size *= axis.values().size();
            if (size > MOST) {
                throw new RequestException(Grid.class, "grid.large", MOST);
            }
        }
        List<Map<String, String>> points = List.of(Map.of());
        for (Axis axis : axes) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> point : points) {
                for (String value : axis.values()) {
                    Map<String, String> next = new LinkedHashMap<>(point);
                    next.put(axis.option(), value);
                    longer.add(next);
                }
            }
            points = longer;
        }
        return points;
    }
}
