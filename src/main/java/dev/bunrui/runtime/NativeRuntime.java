package dev.bunrui.runtime;

import dev.bunrui.message.Figures;
import dev.bunrui.runtime.RuntimeChoice.Bundled;
import dev.bunrui.runtime.RuntimeChoice.Cuda;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses between the build for the processor and one for CUDA, by the driver, the cards and what there is on the disk. What
 * {@code PYTORCH_LIBRARY_PATH} names is used where it fits, or else DJL's build in its cache.
 *
 * @param system and {@code architecture} as Java names them
 */
public record NativeRuntime(String system, String architecture, Map<String, String> environment, EngineCache cache) {
    /** Names folders of an installed PyTorch, as DJL reads it. */
    public static final String LIBRARY = "PYTORCH_LIBRARY_PATH";

    private static final String VERSION = "PYTORCH_VERSION";

    public NativeRuntime {
        environment = Map.copyOf(environment);
    }

    /** What holds for this machine under some environment. */
    public static NativeRuntime ofMachine(Map<String, String> environment) {
        return new NativeRuntime(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                environment,
                EngineCache.ofProcess());
    }

    /** Chooses for a machine with such a driver. */
    public RuntimeChoice choose(DriverState driver) {
        Optional<CudaBuild> build = CudaBuild.of(system, architecture);
        if (build.isEmpty()) {
            return not("system", system + " " + architecture);
        }
        return trouble(driver, build.get())
                .<RuntimeChoice>map(Bundled::new)
                .orElseGet(() -> library(driver, build.get()));
    }

    /** What is wrong with the driver, whatever build is to use it. */
    private Optional<WhyNotGpu> trouble(DriverState driver, CudaBuild build) {
        String visible = environment.get(VisibleCards.VISIBLE);
        return switch (driver.kind()) {
            case ABSENT -> because("no-driver", build.driver());
            case SILENT -> because("silent", driver.words().isEmpty() ? "nvidia-smi: –" : driver.words());
            case UNASKED, KNOWN -> {
                if (visible != null && visible.strip().matches("|-1(,.*)?|NoDevFiles")) {
                    yield because("hidden", VisibleCards.VISIBLE);
                } else if (tooOld(driver, build)) {
                    yield because("old-driver", driver.version().orElse(build.driver()), build.driver());
                } else if (driver.kind() == DriverState.Kind.KNOWN
                        && driver.cards().isEmpty()) {
                    yield because("no-card");
                }
                yield Optional.empty();
            }
        };
    }

    private static boolean tooOld(DriverState driver, CudaBuild build) {
        return driver.version()
                .filter(version -> !version.reaches(build.driver()))
                .isPresent();
    }

    private RuntimeChoice library(DriverState driver, CudaBuild build) {
        LibtorchFolder fetched = new LibtorchFolder(cache.folder(build), build);
        boolean there = Files.isRegularFile(fetched.path().resolve(build.library("torch")));
        String asked = environment.getOrDefault(LIBRARY, "");
        if (!asked.isBlank()) {
            Optional<LibtorchFolder> installed = LibtorchFolder.among(asked, build);
            Optional<WhyNotGpu> misfit = misfit(asked, installed);
            if (misfit.isEmpty()) {
                return cards(driver, installed.orElseThrow(), flavour(installed.orElseThrow()));
            } else if (!there) {
                return new Bundled(misfit.get());
            }
        }
        if (!there) {
            return tooWeak(driver, CudaBuild.FLAVOUR)
                    .<RuntimeChoice>map(Bundled::new)
                    .orElseGet(() -> not(WhyNotGpu.NO_BUILD));
        }
        return fetched.missing()
                .map(library -> not("damaged", fetched.path(), library))
                .orElseGet(() -> cards(driver, fetched, CudaBuild.FLAVOUR));
    }

    private static String flavour(LibtorchFolder installed) {
        return installed.version().map(LibtorchFolder.Version::flavour).orElse("");
    }

    /** Why an installed PyTorch cannot be used. */
    private Optional<WhyNotGpu> misfit(String asked, Optional<LibtorchFolder> installed) {
        if (installed.isEmpty()) {
            return because("no-library", LIBRARY, asked);
        }
        Path folder = installed.get().path();
        Optional<LibtorchFolder.Version> version = installed
                .get()
                .version()
                .or(() -> Optional.ofNullable(environment.get(VERSION))
                        .filter(named -> !named.isBlank())
                        .map(LibtorchFolder.Version::of));
        if (version.isEmpty()) {
            return because("no-version", LIBRARY, folder, CudaBuild.PYTORCH, VERSION);
        }
        if (!version.get().number().equals(CudaBuild.PYTORCH)) {
            return because("other-version", LIBRARY, folder, version.get(), CudaBuild.PYTORCH);
        }
        return installed.get().missing().flatMap(library -> because("cpu-library", LIBRARY, folder, library));
    }

    private RuntimeChoice cards(DriverState driver, LibtorchFolder folder, String flavour) {
        Optional<WhyNotGpu> why = tooWeak(driver, flavour).or(() -> taken(strong(driver, flavour)));
        return why.<RuntimeChoice>map(Bundled::new).orElseGet(() -> new Cuda(folder.path(), flavour, folder.cudart()));
    }

    private static List<GraphicsCard> strong(DriverState driver, String flavour) {
        Optional<VersionNumber> least = CudaBuild.card(flavour);
        return driver.cards().stream()
                .filter(card -> least.isEmpty()
                        || card.capability().isEmpty()
                        || card.capability().get().reaches(least.get()))
                .toList();
    }

    private static Optional<WhyNotGpu> tooWeak(DriverState driver, String flavour) {
        if (driver.cards().isEmpty() || !strong(driver, flavour).isEmpty()) {
            return Optional.empty();
        }
        GraphicsCard best = driver.cards().stream()
                .max(Comparator.comparing(card -> card.capability().orElseThrow()))
                .orElseThrow();
        return because(
                "old-card",
                best.name(),
                best.capability().orElseThrow(),
                CudaBuild.card(flavour).orElseThrow());
    }

    /** Why none of some cards can be had now. */
    private static Optional<WhyNotGpu> taken(List<GraphicsCard> cards) {
        if (cards.isEmpty()) {
            return Optional.empty(); // it is not known which there are
        }
        List<GraphicsCard> allowed = cards.stream()
                .filter(card -> card.mode() != GraphicsCard.Mode.PROHIBITED)
                .toList();
        if (allowed.isEmpty()) {
            return because("prohibited", cards.get(0).name(), cards.get(0).index());
        }
        Comparator<GraphicsCard> byFree =
                Comparator.comparingLong(card -> card.free().orElse(Long.MAX_VALUE));
        GraphicsCard freest = allowed.stream().max(byFree).orElseThrow();
        return freest.free().orElse(Long.MAX_VALUE) < CudaBuild.LEAST_FREE
                ? because(
                        "busy",
                        freest.name(),
                        Figures.bytes(freest.free().orElseThrow()),
                        Figures.bytes(CudaBuild.LEAST_FREE))
                : Optional.empty();
    }

    private static Optional<WhyNotGpu> because(String reason, Object... arguments) {
        return Optional.of(WhyNotGpu.because(reason, arguments));
    }

    private static RuntimeChoice not(String reason, Object... arguments) {
        return new Bundled(WhyNotGpu.because(reason, arguments));
    }
}
