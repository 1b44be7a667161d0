package dev.bunrui.service;

import dev.bunrui.file.AppFolders;
import dev.bunrui.runtime.CudaBuild;
import dev.bunrui.runtime.NativeRuntime;
import dev.bunrui.runtime.RuntimeChoice;
import dev.bunrui.runtime.RuntimeChoice.Cuda;
import dev.bunrui.runtime.VisibleCards;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * How a process is told which build of PyTorch to load: by its class path, which must not hold the one for the processor
 * where another is wanted, and by the variables that DJL reads. What the user has set of these is put aside under other
 * names, for processes that this one starts and that choose again.
 *
 * <p>DJL counts the cards through CUDA's runtime library, which it looks for by its plain name. CUDA builds have it under
 * another one, so a link with the plain name is made where DJL will look first.
 */
final class EngineSettings {
    /** Set in processes that were started with a choice. */
    private static final String CHOSEN = "BUNRUI_RUNTIME";

    private static final String ASIDE = "BUNRUI_";
    private static final String VERSION = "PYTORCH_VERSION";
    private static final String FLAVOUR = "PYTORCH_FLAVOR";
    private static final List<String> VARIABLES = List.of(NativeRuntime.LIBRARY, VERSION, FLAVOUR, "PYTORCH_PRECXX11");

    /** The class path that the program itself was started with, where a process has another. */
    private static final String WHOLE = "bunrui.class.path";

    private static final String PROCESSOR_BUILD = "pytorch-native-cpu";

    private final AppFolders folders;
    private final RuntimeChoice choice;

    EngineSettings(AppFolders folders, RuntimeChoice choice) {
        this.folders = folders;
        this.choice = choice;
    }

    /** The whole program's class path. */
    static String wholeClassPath() {
        return System.getProperty(WHOLE, System.getProperty("java.class.path", ""));
    }

    /** Whether nothing is set that would have DJL load another build than the one on the class path. */
    static boolean plain(Map<String, String> environment) {
        return VARIABLES.stream().noneMatch(environment::containsKey);
    }

    /** Whether one of the virtual machine's options is what {@link #options} wrote for this process alone. */
    static boolean own(String option) {
        return option.startsWith("-D" + WHOLE + "=");
    }

    /** Whether this process was started with a choice. */
    static boolean chosen(Map<String, String> environment) {
        return environment.containsKey(CHOSEN);
    }

    /** An environment as the user set it. */
    static Map<String, String> asked(Map<String, String> environment) {
        if (!chosen(environment)) {
            return environment;
        }
        Map<String, String> asked = new HashMap<>(environment);
        VARIABLES.forEach(name -> {
            String aside = environment.get(ASIDE + name);
            if (aside == null) {
                asked.remove(name);
            } else {
                asked.put(name, aside);
            }
        });
        return asked;
    }

    /** The virtual machine's options, class path included. */
    List<String> options() {
        String whole = wholeClassPath();
        List<String> options = new ArrayList<>();
        if (choice instanceof Cuda cuda) {
            options.add("-D" + WHOLE + "=" + whole);
            // What is missing must fail here and now, and not come from the network by itself.
            options.add("-Dai.djl.offline=true");
            options.add("-Djna.library.path=" + linked(cuda));
            options.addAll(List.of("-cp", without(whole)));
        } else {
            options.addAll(List.of("-cp", whole));
        }
        return options;
    }

    private static String without(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().startsWith(PROCESSOR_BUILD))
                .collect(Collectors.joining(File.pathSeparator));
    }

    void set(Map<String, String> environment) {
        Map<String, String> asked = asked(Map.copyOf(environment));
        VARIABLES.forEach(name -> {
            environment.remove(name);
            if (asked.containsKey(name)) {
                environment.put(ASIDE + name, asked.get(name));
            }
        });
        environment.put(CHOSEN, choice instanceof Cuda ? "cuda" : "cpu");
        if (choice instanceof Cuda cuda) {
            environment.put(NativeRuntime.LIBRARY, cuda.folder().toString());
            environment.put(VERSION, CudaBuild.PYTORCH);
            environment.put(FLAVOUR, CudaBuild.FLAVOUR); // of the JNI library, whatever the build's own is
            // By itself CUDA counts the fastest card first, and nobody else could tell which one a run is computed on.
            environment.putIfAbsent(VisibleCards.ORDER, VisibleCards.BY_BUS);
            if (File.separatorChar == '\\') {
                // Windows finds a library's own libraries, and DJL CUDA's, by the path.
                String path = environment.keySet().stream()
                        .filter("PATH"::equalsIgnoreCase)
                        .findFirst()
                        .orElse("PATH");
                environment.merge(path, cuda.folder().toString(), (before, folder) -> folder + ";" + before);
            }
        }
    }

    /** The folder in which CUDA's runtime library has its plain name. */
    private Path linked(Cuda cuda) {
        if (cuda.cudart().isEmpty() || cuda.cudart().get().toString().endsWith(".dll")) {
            return cuda.folder();
        }
        Path links = folders.service().resolve("cudart");
        Path link = links.resolve("libcudart.so");
        try {
            Files.createDirectories(links);
            Path aside = link.resolveSibling(
                    "libcudart.so." + ProcessHandle.current().pid());
            Files.deleteIfExists(aside);
            Files.createSymbolicLink(aside, cuda.cudart().get().toAbsolutePath());
            Files.move(aside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException noLink) {
            // There may be one of the system's. The log is looked up here only: every start of the program comes by.
            LoggerFactory.getLogger(EngineSettings.class).info("{} is not made", link, noLink);
        }
        return links;
    }
}
