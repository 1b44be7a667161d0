package dev.bunrui.app.compare;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.compare.Contender;
import dev.bunrui.experiment.compare.Field;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs that can be compared, as they were tested on the same articles.
 *
 * @param sweep the sweep whose runs they are; empty for all runs that were tested on these articles
 * @param data the name of the data set's file or folder
 * @param runs at least one
 * @param baselines of the same test
 * @param members whom a table is of: the sweep's runs of all folds, or all runs of the data
 */
record Scope(
        Optional<String> sweep, String data, List<Contender> runs, List<Contender> baselines, List<Contender> members) {
    /** What there is to choose from: the sweeps, and then each test that runs were held against, most runs first. */
    static List<Scope> of(Field field, List<SweepFolder> sweeps) {
        List<Scope> scopes = new ArrayList<>();
        for (SweepFolder sweep : sweeps) {
            Set<RunFolder> members = members(sweep);
            List<Contender> finished = field.runs().stream()
                    .filter(run -> members.contains(run.files()))
                    .toList();
            byTest(finished).stream()
                    .findFirst()
                    .ifPresent(runs -> scopes.add(scope(Optional.of(sweep.name()), runs, finished, field)));
        }
        byTest(field.runs()).forEach(runs -> scopes.add(scope(Optional.empty(), runs, sameData(runs, field), field)));
        return scopes;
    }

    private static Set<RunFolder> members(SweepFolder sweep) {
        try {
            return Set.copyOf(sweep.runs());
        } catch (RequestException damaged) {
            return Set.of(); // told where the sweeps are listed
        }
    }

    private static List<List<Contender>> byTest(List<Contender> runs) {
        Map<String, List<Contender>> groups = runs.stream()
                .collect(Collectors.groupingBy(
                        run -> run.testHash().isEmpty() ? run.splitHash() : run.testHash(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return groups.values().stream()
                .sorted(Comparator.comparingInt(group -> -group.size()))
                .toList();
    }

    private static List<Contender> sameData(List<Contender> runs, Field field) {
        Path data = data(runs.get(0));
        return field.runs().stream().filter(run -> data(run).equals(data)).toList();
    }

    private static Path data(Contender run) {
        return run.settings().orElseThrow().data();
    }

    private static Scope scope(Optional<String> sweep, List<Contender> runs, List<Contender> members, Field field) {
        Map<String, Contender> baselines = new LinkedHashMap<>();
        field.baselinesOf(runs.get(0)).forEach(each -> baselines.putIfAbsent(each.name() + each.about(), each));
        return new Scope(
                sweep, String.valueOf(data(runs.get(0)).getFileName()), runs, List.copyOf(baselines.values()), members);
    }

    /** All of them. */
    List<Contender> all() {
        List<Contender> all = new ArrayList<>(runs);
        all.addAll(baselines);
        return all;
    }

    /** Whether both are of the same sweep, whichever of its tests most runs are held against by now, or of the same test. */
    boolean like(Scope other) {
        return sweep.equals(other.sweep) && (sweep.isPresent() || runs.get(0).sameTest(other.runs.get(0)));
    }
}
