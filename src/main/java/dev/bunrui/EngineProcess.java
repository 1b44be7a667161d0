package dev.bunrui;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A second Java process on the same streams, started with the environment that the engine wants. Libtorch's threads read
 * it when the library is loaded, so a process that was started otherwise cannot make up for it.
 *
 * <p>{@code OMP_WAIT_POLICY=PASSIVE} lets threads sleep where they wait for one another. By default they spin, and where
 * another program wants the same cores training is five times slower (measured on two cores).
 */
final class EngineProcess {
    private static final String WAIT = "OMP_WAIT_POLICY";

    private EngineProcess() {}

    /** Whether this process was started as the engine wants it, by a start script or by {@link #run}. */
    static boolean isThis() {
        return System.getenv(WAIT) != null;
    }

    /** Runs the program with arguments in a second process and waits for its end. */
    static int run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The virtual machine's own options, without those that only the window needs.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") || option.startsWith("-D"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(WAIT, "PASSIVE");
        builder.environment().put("TORCH_CPP_LOG_LEVEL", "ERROR");
        builder.environment().put("OPT_OUT_TRACKING", "true");
        try {
            Process process = builder.start();
            // Whoever ends this process means the work; the other one then saves and ends.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-engine"));
            return process.waitFor();
        } catch (IOException impossible) {
            throw new IllegalStateException("the Java that runs this cannot be started", impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
