package dev.bunrui.bench;

import dev.bunrui.experiment.RunSummary;
import dev.bunrui.file.AppFolders;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.ListedRun;
import dev.bunrui.service.ListedSweep;
import dev.bunrui.service.RunList;
import dev.bunrui.service.SweepList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * How long the lists that the window looks at again and again take with the runs of a folder: {@code HOME TIMES}. Before
 * and after the last reading of each it asks for a file of a name that says so, by which a trace of the system's calls
 * can be cut.
 */
public final class ScaleBenchmark {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private ScaleBenchmark() {}

    /** What is done again and again; gives how much it saw. */
    private record Looked(String name, Callable<Integer> look) {}

    /** Prints one line of JSON, times in milliseconds, and what stays in the heap in MiB. */
    public static void main(String[] arguments) throws Exception {
        AppFolders folders = new AppFolders(Path.of(""), Path.of(arguments[0]));
        int times = Integer.parseInt(arguments[1]);
        BackgroundService service = new BackgroundService(folders);
        RunList runs = new RunList(service, folders.runs());
        SweepList sweeps = new SweepList(service, runs);
        StringBuilder line = new StringBuilder("{");
        for (Looked each : List.of(
                new Looked("runs", () -> seen(runs.read())),
                new Looked("sweeps", () -> seen(sweeps)))) {
            double[] millis = new double[times];
            int seen = 0;
            for (int time = 0; time < times; time++) {
                if (time == times - 1) {
                    mark(folders, each.name() + "-begins");
                }
                long start = System.nanoTime();
                seen = each.look().call();
                millis[time] = (System.nanoTime() - start) / 1e6;
                Thread.sleep(time == 0 ? 0 : 250); // steps come meanwhile
            }
            mark(folders, each.name() + "-ends");
            double[] later = Arrays.copyOfRange(millis, 1, times);
            Arrays.sort(later);
            line.append(String.format(
                    "\"%s\":%d,\"%s_first\":%.1f,\"%s_median\":%.1f,\"%s_longest\":%.1f,",
                    each.name(), seen, each.name(), millis[0], each.name(), later[later.length / 2], each.name(),
                    later[later.length - 1]));
        }
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.println(line + String.format("\"heap\":%.1f}", heap / (double) (1 << 20)));
        if (runs.read().isEmpty()) {
            throw new IllegalStateException("what is measured was collected");
        }
    }

    private static int seen(List<ListedRun> runs) {
        return (int) runs.stream().filter(ListedRun.Known.class::isInstance).count();
    }

    private static int seen(SweepList sweeps) {
        return sweeps.readWithin(PATIENCE).stream()
                .mapToInt(sweep -> sweep instanceof ListedSweep.Known known
                        ? (int) known.states().stream()
                                .filter(state -> state == RunSummary.State.FINISHED)
                                .count()
                        : 0)
                .sum();
    }

    private static void mark(AppFolders folders, String name) {
        Files.exists(folders.home().resolve("mark-" + name));
    }
}
