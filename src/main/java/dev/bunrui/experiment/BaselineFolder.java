package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.baseline.BaselineKind;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code RUNS/.baselines/SPLIT/BASELINE/}: what a baseline says of a split's articles, beside the runs that are held
 * against it, with predictions and metrics as a run has them and {@code baseline.json}. It is made again where it is
 * missing, and may be deleted.
 */
public record BaselineFolder(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SPLIT_CHARACTERS = 16;

    /**
     * What is known of a baseline.
     *
     * @param kind which one
     * @param splitHash of the articles, as a run's
     * @param testHash of the test's articles alone
     * @param settings what else decided it: model and template of a probe, its C and how many were tried; may be empty
     */
    public record About(BaselineKind kind, String splitHash, String testHash, String settings) {}

    static BaselineFolder of(Path runs, String splitHash, String name) {
        return new BaselineFolder(runs.resolve(".baselines")
                .resolve(splitHash.substring(0, Math.min(SPLIT_CHARACTERS, splitHash.length())))
                .resolve(name));
    }

    /**
     * The baselines of all splits that were worked on here.
     *
     * @throws RequestException if the folder cannot be read
     */
    public static List<BaselineFolder> list(Path runs) {
        Path folder = runs.resolve(".baselines");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> splits = Files.list(folder)) {
            return splits.filter(Files::isDirectory)
                    .flatMap(BaselineFolder::within)
                    .filter(BaselineFolder::there)
                    .sorted((one, other) -> one.path().compareTo(other.path()))
                    .toList();
        } catch (IOException unreadable) {
            throw new RequestException(
                    BaselineFolder.class, "manifest.unreadable", folder, new SystemReason(unreadable));
        }
    }

    private static Stream<BaselineFolder> within(Path split) {
        try (Stream<Path> each = Files.list(split)) {
            return each.map(BaselineFolder::new).toList().stream();
        } catch (IOException gone) {
            return Stream.of();
        }
    }

    /** Where predictions and metrics are. */
    public RunFolder files() {
        return new RunFolder(path);
    }

    /** Whether it is there as a whole: what is written last is its description. */
    boolean there() {
        return Files.isRegularFile(file());
    }

    private Path file() {
        return path.resolve("baseline.json");
    }

    void write(About about) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", 1);
        node.put("baseline", about.kind().optionName());
        node.put("split_hash", about.splitHash());
        node.put("test_hash", about.testHash());
        node.put("settings", about.settings());
        AtomicFile.write(file(), node.toPrettyString() + "\n");
    }

    /**
     * What is known of it.
     *
     * @throws RequestException if it is missing or garbled
     */
    public About about() {
        try {
            JsonNode node = JSON.readTree(file().toFile());
            return new About(
                    BaselineKind.of(node.required("baseline").asText())
                            .orElseThrow(() -> new IllegalArgumentException("no baseline")),
                    node.required("split_hash").asText(),
                    node.required("test_hash").asText(),
                    node.required("settings").asText());
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            throw new RequestException(BaselineFolder.class, "manifest.garbled", file());
        } catch (IOException unreadable) {
            throw new RequestException(
                    BaselineFolder.class, "manifest.unreadable", file(), new SystemReason(unreadable));
        }
    }
}
