package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.message.RequestException;
import dev.bunrui.runtime.DriverState;
import dev.bunrui.runtime.GpuReport;
import dev.bunrui.runtime.NativeRuntime;
import dev.bunrui.runtime.NvidiaDriver;
import dev.bunrui.runtime.RuntimeChoice;
import dev.bunrui.runtime.RuntimeChoice.Bundled;
import dev.bunrui.runtime.RuntimeChoice.Cuda;
import dev.bunrui.runtime.VersionNumber;
import dev.bunrui.runtime.VisibleCards;
import dev.bunrui.runtime.WhyNotGpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The build that processes are to load, and whether a CUDA build was seen to work: one that was seen to fail is not chosen
 * again until it, the driver or the program is another. That a library is there does not tell whether it can be loaded, and
 * who finds out may die of it.
 */
final class ProvenRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ProvenRuntime.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OF = "of";
    private static final String WORKS = Found.WORKS.name().toLowerCase(Locale.ROOT);
    private static final String FOUND = "found";

    /** What came of trying a build. */
    enum Found {
        WORKS,
        /** The process that tried it ended, or died, without an answer. */
        UNLOADABLE,
        /** It was loaded and saw no card. */
        BLIND
    }

    private final Path file;
    private final Path log;
    private final Map<String, String> environment;

    ProvenRuntime(AppFolders folders, Map<String, String> environment) {
        this.file = folders.service().resolve("runtime.json");
        this.log = folders.service().resolve("runtime.log");
        this.environment = EngineSettings.asked(environment);
    }

    /** What the process says that tries a build. */
    Path log() {
        return log;
    }

    /** Asks the driver, which takes up to seconds where there is one, and chooses. */
    GpuReport report() {
        DriverState driver = NvidiaDriver.ofMachine(environment).look();
        RuntimeChoice choice = NativeRuntime.ofMachine(environment).choose(driver);
        GpuReport report = new GpuReport(driver, choice);
        return noted(report).map(found -> judged(report, found)).orElse(report);
    }

    /** What follows from trying what was chosen. */
    GpuReport judged(GpuReport report, Found found) {
        if (found == Found.WORKS || !(report.choice() instanceof Cuda cuda)) {
            return report;
        }
        WhyNotGpu why =
                found == Found.BLIND ? WhyNotGpu.blind(cuda.folder()) : WhyNotGpu.unloadable(cuda.folder(), log);
        return new GpuReport(report.driver(), new Bundled(why));
    }

    /** Whether what was chosen needs no trying, or was tried. */
    boolean proven(GpuReport report) {
        return !report.used() || noted(report).isPresent();
    }

    private Optional<Found> noted(GpuReport report) {
        if (!report.used() || !Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(file.toFile());
            return root.path(OF).toString().equals(key(report).toString())
                    ? Optional.of(Found.valueOf(root.path(FOUND).asText().toUpperCase(Locale.ROOT)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty(); // it is tried again
        }
    }

    /** Notes what came of trying a build; of one that worked before nothing else, since the card may be taken just now. */
    void note(GpuReport report, Found found) {
        if (noted(report).filter(Found.WORKS::equals).isPresent()) {
            return;
        }
        ObjectNode root = JSON.createObjectNode();
        root.set(OF, key(report));
        root.put(FOUND, found.name().toLowerCase(Locale.ROOT));
        try {
            AtomicFile.write(file, root.toPrettyString() + "\n");
        } catch (RequestException unwritable) {
            LOG.info("{} is not kept", file, unwritable);
        }
    }

    /** What was seen to fail is not known any more; what was seen to work stays known. */
    void forget() {
        try {
            if (Files.isReadable(file)
                    && !JSON.readTree(file.toFile()).path(FOUND).asText().equals(WORKS)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            LOG.info("{} stays", file, stays);
        }
    }

    /** What the answer depends on. */
    ObjectNode key(GpuReport report) {
        ObjectNode key = JSON.createObjectNode();
        if (report.choice() instanceof Cuda cuda) {
            key.put("bunrui", ProgramVersion.text());
            key.put("driver", report.driver().version().map(VersionNumber::text).orElse(""));
            key.put("visible", environment.getOrDefault(VisibleCards.VISIBLE, ""));
            key.put("folder", cuda.folder().toString());
            key.put("files", stamp(cuda.folder()));
        }
        return key;
    }

    private static String stamp(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            // DJL puts its own library beside the build's the first time.
            return Long.toHexString(
                    files.filter(library -> !library.getFileName().toString().contains("djl_torch"))
                            .mapToLong(library -> library.getFileName().hashCode() * 31L
                                    + library.toFile().length() * 17L
                                    + library.toFile().lastModified())
                            .sum());
        } catch (IOException unreadable) {
            return "";
        }
    }
}
