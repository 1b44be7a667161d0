package dev.bunrui.experiment.sweep;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.experiment.sweep.MostInformative.Choice;
import dev.bunrui.message.RequestException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Decides by what lies in the folders of a sweep's runs which is worked on next; each result is read once. */
final class NextRun {
    private final SweepFolder folder;
    private final Map<String, OptionalDouble> read = new HashMap<>();

    NextRun(SweepFolder folder) {
        this.folder = folder;
    }

    /** Chooses among the names of runs that may be taken, in the sweep's order; empty if there is none. */
    Optional<Choice> of(Sweep sweep, List<String> waiting) {
        if (sweep.plan().order() == SweepPlan.Order.GRID) {
            return waiting.stream().findFirst().map(Choice::byOrder);
        }
        Set<String> begun = new HashSet<>();
        Map<String, Double> finished = new HashMap<>();
        for (String name : sweep.runs().keySet()) {
            RunFolder run = folder.run(name);
            boolean done = run.finished();
            if (done || run.begun()) {
                begun.add(name);
            }
            if (done) {
                read.computeIfAbsent(name, unread -> f1(run)).ifPresent(f1 -> finished.put(name, f1));
            }
        }
        return new MostInformative(sweep.runs(), begun, finished).next(waiting);
    }

    private static OptionalDouble f1(RunFolder run) {
        try {
            return OptionalDouble.of(
                    StoredResult.read(run).validation().scores().macroF1());
        } catch (RequestException damaged) {
            return OptionalDouble.empty(); // a damaged run says nothing of the others
        }
    }
}
