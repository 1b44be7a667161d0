package dev.bunrui.bench;

import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.ListedRun;
import dev.bunrui.service.RunList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * How long the lists that the window looks at again and again take with the runs of a folder: {@code HOME TIMES}. Before
 * and after the last reading of each it asks for a file of a name that says so, by which a trace of the system's calls
 * can be cut.
 */
public final class ScaleBenchmark {
    private ScaleBenchmark() {}

    /** What is done again and again; gives how much it saw. */
    private record Looked(String name, Callable<Integer> look) {}

    /** Prints one line of JSON, times in milliseconds, and what stays in the heap in MiB. */
    public static void main(String[] arguments) throws Exception {
        AppFolders folders = new AppFolders(Path.of(""), Path.of(arguments[0]));
        int times = Integer.parseInt(arguments[1]);
        BackgroundService service = new BackgroundService(folders);
        RunList runs = new RunList(service, folders.runs());
        StringBuilder line = new StringBuilder("{");
        for (Looked each : List.of(
                new Looked("runs", () -> seen(runs.read())),
                new Looked("sweeps", () -> sweeps(folders, service)))) {
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

    /** As the window's page of sweeps reads them. */
    private static int sweeps(AppFolders folders, BackgroundService service) {
        int finished = 0;
        for (SweepFolder sweep : SweepFolder.list(folders.runs())) {
            sweep.read();
            finished += (int) service.states(sweep.runs()).stream()
                    .filter(state -> state == RunSummary.State.FINISHED)
                    .count();
        }
        return finished;
    }

    private static void mark(AppFolders folders, String name) {
        Files.exists(folders.home().resolve("mark-" + name));
    }
}
