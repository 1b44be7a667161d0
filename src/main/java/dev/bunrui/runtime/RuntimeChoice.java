package dev.bunrui.runtime;

import java.nio.file.Path;
import java.util.Optional;

/** The build of PyTorch that a process is to load. */
public sealed interface RuntimeChoice {
    /** The build for the processor that comes with the program. */
    record Bundled(WhyNotGpu why) implements RuntimeChoice {}

    /**
     * A CUDA build.
     *
     * @param folder that holds its libraries
     * @param flavour as its makers name it, such as {@code cu128}
     * @param cudart CUDA's runtime library, where that is known
     */
    record Cuda(Path folder, String flavour, Optional<Path> cudart) implements RuntimeChoice {}
}
