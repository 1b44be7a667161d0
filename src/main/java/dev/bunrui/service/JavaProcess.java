package dev.bunrui.service;

import dev.bunrui.file.AppFolders;
import dev.bunrui.runtime.GpuReport;
import dev.bunrui.runtime.NvidiaDriver;
import dev.bunrui.runtime.RuntimeChoice;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another Java process of this program, started with the environment that the engine wants. Libtorch's threads read it
 * when the library is loaded, so a process that was started otherwise cannot make up for it.
 *
 * <p>{@code OMP_WAIT_POLICY=PASSIVE} lets threads sleep where they wait for one another. By default they spin, and where
 * another program wants the same cores training is five times slower (measured on two cores).
 *
 * <p>{@code GLIBC_TUNABLES} has Linux's C library give small blocks back to their neighbours at once. The engine asks for
 * aligned blocks: the library cuts them out of larger ones, and as long as it sets the cuttings aside for later (its tcache
 * and fast bins) the place of a block that was freed is too small for the next one of the same size. Measured on a network
 * of eight layers: 11 to 15 percent less memory at the peak, at the same processor time. To map each block of a MiB or more
 * by itself would take a quarter less, but 24 percent more time, and 16 with huge pages. Elsewhere nobody reads the variable.
 */
public final class JavaProcess {
    private static final String WAIT = "OMP_WAIT_POLICY";
    private static final String ALLOCATOR = "GLIBC_TUNABLES";
    private static final String NOTHING_SET_ASIDE = "glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0";

    private JavaProcess() {}

    /** Whether this process was started as the engine wants it, by a start script or by this class. */
    public static boolean fitsTheEngine() {
        return System.getenv(WAIT) != null;
    }

    /** Whether there is nothing to choose for this process: it was started with a choice, or only the bundled build can be had. */
    public static boolean engineSettled() {
        Map<String, String> environment = System.getenv();
        return EngineSettings.chosen(environment)
                || (EngineSettings.plain(environment)
                        && !NvidiaDriver.ofMachine(environment).there());
    }

    /**
     * Whether what this process would load by itself is what {@link #computing} would have another one load. Asks the driver,
     * if there is one, which takes up to seconds.
     */
    public static boolean fitsTheChoice(AppFolders folders) {
        return engineSettled()
                || (EngineSettings.plain(System.getenv())
                        && !new ProvenRuntime(folders, System.getenv()).report().used());
    }

    /** A process of the same program, with this one's folders, class path and memory. */
    public static ProcessBuilder of(AppFolders folders, Class<?> main, String... arguments) {
        return with(List.of("-cp", EngineSettings.wholeClassPath()), folders, main, arguments);
    }

    /**
     * Such a process that loads the engine: a CUDA build where there is one that works, or else the one for the processor.
     * Before a CUDA build is used for the first time another process tries it, which takes some seconds.
     */
    public static ProcessBuilder computing(AppFolders folders, Class<?> main, String... arguments) {
        return on(proven(folders).choice(), folders, main, arguments);
    }

    /**
     * Such a process that somebody waits for and that leaves to the engine whatever it computes: without the compiler that
     * takes its time it is there for two thirds of the work (measured).
     */
    static ProcessBuilder quick(ProcessBuilder process) {
        process.command().add(1, "-XX:TieredStopAtLevel=1");
        return process;
    }

    private static GpuReport proven(AppFolders folders) {
        ProvenRuntime runtime = new ProvenRuntime(folders, System.getenv());
        GpuReport report = runtime.report();
        if (runtime.proven(report)) {
            return report;
        }
        try (MachineProbe probe = new MachineProbe(folders)) {
            return probe.prove();
        }
    }

    /** Such a process that loads a build of one's choice. */
    static ProcessBuilder on(RuntimeChoice choice, AppFolders folders, Class<?> main, String... arguments) {
        EngineSettings settings = new EngineSettings(folders, choice);
        ProcessBuilder builder = with(settings.options(), folders, main, arguments);
        settings.set(builder.environment());
        return builder;
    }

    private static ProcessBuilder with(List<String> options, AppFolders folders, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The virtual machine's own options, without those that only the window needs.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-Xmx") || option.startsWith("-XX:+Use") || option.startsWith("-D"))
                .filter(option -> !EngineSettings.own(option))
                .forEach(command::add);
        command.add("-D" + AppFolders.APP_PROPERTY + "=" + folders.app());
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(AppFolders.HOME_VARIABLE, folders.home().toString());
        builder.environment().putIfAbsent(WAIT, "PASSIVE");
        builder.environment().putIfAbsent(ALLOCATOR, NOTHING_SET_ASIDE);
        builder.environment().putIfAbsent("TORCH_CPP_LOG_LEVEL", "ERROR");
        builder.environment().put("OPT_OUT_TRACKING", "true");
        return builder;
    }
}
