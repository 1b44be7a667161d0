package dev.bunrui.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with PyTorch's libraries: of DJL's cache, of a libtorch archive ({@code libtorch/lib}), or of an installed Python
 * package ({@code site-packages/torch/lib}).
 */
record LibtorchFolder(Path path, CudaBuild build) {
    private static final Pattern PYTHON = Pattern.compile("(?m)^__version__\\s*(?::[^=]*)?=\\s*['\"]([^'\"]+)['\"]");
    private static final Pattern CACHED = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:-\\d+)?-([a-z]+\\d*)-.*");

    /**
     * A version of PyTorch.
     *
     * @param number such as {@code 2.7.1}
     * @param flavour such as {@code cu126} or {@code cpu}; empty where it is not said
     */
    record Version(String number, String flavour) {
        static Version of(String text) {
            String[] parts = text.strip().split("\\+", 2);
            return new Version(parts[0], parts.length > 1 ? parts[1] : "");
        }

        @Override
        public String toString() {
            return flavour.isEmpty() ? number : number + "+" + flavour;
        }
    }

    /** The first folder of a list such as {@code PYTORCH_LIBRARY_PATH} that holds PyTorch, as DJL finds it. */
    static Optional<LibtorchFolder> among(String list, CudaBuild build) {
        String library = build.library("torch");
        return PathList.of(list)
                .map(Path::toAbsolutePath)
                .map(entry -> entry.endsWith(library) ? entry.resolveSibling("") : entry)
                .filter(folder -> Files.isRegularFile(folder.resolve(library)))
                .findFirst()
                .map(folder -> new LibtorchFolder(folder, build));
    }

    /** What its makers say its version is; empty if they do not. */
    Optional<Version> version() {
        Path above = path.resolveSibling("");
        Matcher cached = CACHED.matcher(path.getFileName().toString());
        if (cached.matches()) {
            return Optional.of(new Version(cached.group(1), cached.group(2)));
        }
        return Stream.of(path.resolve("build-version"), above.resolve("build-version"))
                .flatMap(file -> text(file).stream())
                .filter(text -> !text.isBlank())
                .findFirst()
                .or(() -> text(above.resolve("version.py"))
                        .map(PYTHON::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1)))
                .map(Version::of);
    }

    /** The first library that is missing for computing on a card. */
    Optional<String> missing() {
        return build.libraries().stream()
                .filter(library -> !Files.isRegularFile(path.resolve(library)))
                .findFirst();
    }

    /**
     * CUDA's runtime library. Packages give it a name of their own, and a Python package has it in another package's folder.
     */
    Optional<Path> cudart() {
        return Stream.of(path, path.resolve(Path.of("..", "..", "nvidia", "cuda_runtime", "lib")))
                .flatMap(folder -> files(folder).stream())
                .filter(file ->
                        file.getFileName().toString().matches("libcudart\\b.*\\.so(\\.\\d+)*|cudart64_\\d+\\.dll"))
                .findFirst();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
