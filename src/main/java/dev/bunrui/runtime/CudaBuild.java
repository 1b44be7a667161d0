package dev.bunrui.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The CUDA build of PyTorch that DJL gives out for this version of it, and what it asks of driver and card.
 *
 * @param system as DJL names it, such as {@code linux-x86_64}
 */
public record CudaBuild(String system) {
    /** The version of PyTorch that the JNI library of this program is made for; no other can be loaded by it. */
    public static final String PYTORCH = "2.7.1";

    /** DJL has this one only, and its JNI library is built for it. */
    public static final String FLAVOUR = "cu128";

    /** What CUDA's libraries in it may be used for; PyTorch's own are under the BSD licence. */
    public static final String TERMS = "https://docs.nvidia.com/cuda/eula/";

    /**
     * What computing needs besides the libraries themselves: CUDA's context takes some 300 to 500 MiB, the smallest of models
     * a few hundred.
     */
    static final long LEAST_FREE = 1L << 30;

    /**
     * Drivers that CUDA 12.8 works with by minor version compatibility; 570.26 and 570.65 is what it came with.
     *
     * @see <a href="https://docs.nvidia.com/cuda/archive/12.8.0/cuda-toolkit-release-notes/">CUDA 12.8 release notes, tables 2
     *     and 3</a>
     */
    private static final VersionNumber LINUX_DRIVER = VersionNumber.of("525.60.13");

    private static final VersionNumber WINDOWS_DRIVER = VersionNumber.of("528.33");

    /**
     * PyTorch 2.7's builds for CUDA 12.8 hold kernels for 7.5, 8.0, 8.6, 9.0, 10.0 and 12.0 (and what newer cards can
     * translate); those for CUDA 11.8 and 12.6 begin at 5.0.
     *
     * @see <a href="https://github.com/pytorch/pytorch/pull/147607">the older ones are left out</a>
     */
    private static final VersionNumber CARD = VersionNumber.of("7.5");

    private static final VersionNumber OLDER_CARD = VersionNumber.of("5.0");

    /** The build for a system; empty if there is none. */
    public static Optional<CudaBuild> of(String system, String architecture) {
        String lower = system.toLowerCase(Locale.ROOT);
        String name = lower.startsWith("windows") ? "win" : lower.startsWith("linux") ? "linux" : "";
        return List.of("amd64", "x86_64").contains(architecture) && !name.isEmpty()
                ? Optional.of(new CudaBuild(name + "-x86_64"))
                : Optional.empty();
    }

    /** The build for this machine; empty if there is none. */
    public static Optional<CudaBuild> ofMachine() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    boolean windows() {
        return system.startsWith("win");
    }

    /** The oldest driver that it works with. */
    public VersionNumber driver() {
        return windows() ? WINDOWS_DRIVER : LINUX_DRIVER;
    }

    /**
     * The least compute capability that a build of this version of PyTorch has kernels for.
     *
     * @param flavour of the build, such as {@code cu126}
     * @return empty where that is not known
     */
    static Optional<VersionNumber> card(String flavour) {
        return switch (flavour) {
            case FLAVOUR -> Optional.of(CARD);
            case "cu118", "cu126" -> Optional.of(OLDER_CARD);
            default -> Optional.empty();
        };
    }

    /** The name of its folder in DJL's cache. */
    String folder() {
        return PYTORCH + "-" + FLAVOUR + "-" + system;
    }

    /** Where DJL's server has its files, below the version. */
    String place() {
        return FLAVOUR + "/" + system + "/";
    }

    /** The file name of one of its libraries. */
    String library(String name) {
        return windows() ? name + ".dll" : "lib" + name + ".so";
    }

    /** The libraries without which there is no computing on a card; the one that DJL looks for comes last. */
    List<String> libraries() {
        return List.of("c10", "c10_cuda", "torch_cpu", "torch_cuda", "torch").stream()
                .map(this::library)
                .toList();
    }
}
