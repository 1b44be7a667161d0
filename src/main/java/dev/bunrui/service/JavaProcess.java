package dev.bunrui.service;

import dev.bunrui.file.AppFolders;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another Java process of this program, started with the environment that the engine wants. Libtorch's threads read it
 * when the library is loaded, so a process that was started otherwise cannot make up for it.
 *
 * <p>{@code OMP_WAIT_POLICY=PASSIVE} lets threads sleep where they wait for one another. By default they spin, and where
 * another program wants the same cores training is five times slower (measured on two cores).
 */
public final class JavaProcess {
    private static final String WAIT = "OMP_WAIT_POLICY";

    private JavaProcess() {}

    /** Whether this process was started as the engine wants it, by a start script or by this class. */
    public static boolean fitsTheEngine() {
        return System.getenv(WAIT) != null;
    }

    /** A process of the same program, with this one's folders, class path and memory. */
    public static ProcessBuilder of(AppFolders folders, Class<?> main, String... arguments) {
        return of(List.of(), folders, main, arguments);
    }

    /**
     * As {@link #of(AppFolders, Class, String...)}, for a process that somebody waits for and that leaves to the engine
     * whatever it computes: without the compiler that takes its time it is there for two thirds of the work (measured).
     */
    static ProcessBuilder quick(AppFolders folders, Class<?> main, String... arguments) {
        return of(List.of("-XX:TieredStopAtLevel=1"), folders, main, arguments);
    }

    private static ProcessBuilder of(List<String> options, AppFolders folders, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The virtual machine's own options, without those that only the window needs.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-Xmx") || option.startsWith("-XX:+Use") || option.startsWith("-D"))
                .forEach(command::add);
        command.addAll(options);
        command.add("-D" + AppFolders.APP_PROPERTY + "=" + folders.app());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(AppFolders.HOME_VARIABLE, folders.home().toString());
        builder.environment().putIfAbsent(WAIT, "PASSIVE");
        builder.environment().putIfAbsent("TORCH_CPP_LOG_LEVEL", "ERROR");
        builder.environment().put("OPT_OUT_TRACKING", "true");
        return builder;
    }
}
