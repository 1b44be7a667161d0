package dev.bunrui.service.slurm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code slurm.json} beside the background's queue: the sweeps of this user that Slurm still has to do with, so that nobody
 * has to look through all runs for them; and the settings that were used last.
 */
public final class SlurmSweeps {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AppFolders folders;
    private final Path file;

    public SlurmSweeps(AppFolders folders) {
        this.folders = folders;
        this.file = folders.service().resolve("slurm.json");
    }

    /** What the file holds. A garbled one is as good as none: the sweeps' own books say the same. */
    private record Content(List<Path> sweeps, Optional<SlurmSettings> last) {}

    /** The sweeps that Slurm may still have to do with. */
    public List<SlurmSweep> open() {
        return read().sweeps().stream()
                .map(path -> new SlurmSweep(folders, new SweepFolder(path)))
                .toList();
    }

    /** The settings that were used last; empty before the first time. */
    public Optional<SlurmSettings> lastSettings() {
        return read().last();
    }

    /** Keeps settings for the next time. */
    public void keep(SlurmSettings settings) {
        change(content -> new Content(content.sweeps(), Optional.of(settings)));
    }

    void add(SweepFolder sweep) {
        Path path = sweep.path().toAbsolutePath().normalize();
        change(content -> {
            List<Path> all = new ArrayList<>(content.sweeps());
            if (!all.contains(path)) {
                all.add(path);
            }
            return new Content(all, content.last());
        });
    }

    /**
     * Looks at all of them ({@link SlurmSweep#look}). Those that Slurm has no more to do with, or whose folders are gone, are
     * forgotten.
     *
     * @return what went wrong, by sweep; the others were looked at
     */
    public Map<SweepFolder, RuntimeException> look() {
        Map<SweepFolder, RuntimeException> troubles = new LinkedHashMap<>();
        for (SlurmSweep each : open()) {
            try {
                each.look();
                if (!each.open()) {
                    forget(each.sweep());
                }
            } catch (dev.bunrui.message.RequestException refused) {
                if (Files.isDirectory(each.sweep().path())) {
                    troubles.put(each.sweep(), refused);
                } else {
                    forget(each.sweep());
                }
            }
        }
        return troubles;
    }

    void forget(SweepFolder sweep) {
        Path path = sweep.path().toAbsolutePath().normalize();
        change(content -> new Content(
                content.sweeps().stream().filter(other -> !other.equals(path)).toList(), content.last()));
    }

    private void change(UnaryOperator<Content> change) {
        try {
            Turns.take(file.resolveSibling("slurm.lock"), () -> {
                Content before = read();
                Content after = change.apply(before);
                if (!after.equals(before)) {
                    write(after);
                }
                return true;
            });
        } catch (IOException failure) {
            throw AtomicFile.refusal(file, failure);
        }
    }

    private Content read() {
        try {
            if (Files.isRegularFile(file)) {
                JsonNode root = JSON.readTree(file.toFile());
                List<Path> sweeps = new ArrayList<>();
                root.required("sweeps").forEach(path -> sweeps.add(Path.of(path.asText())));
                return new Content(
                        sweeps,
                        root.hasNonNull("last")
                                ? Optional.of(SlurmSettingsJson.read(root.required("last")))
                                : Optional.empty());
            }
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            return new Content(List.of(), Optional.empty());
        } catch (IOException unreadable) {
            throw AtomicFile.refusal(file, unreadable);
        }
        return new Content(List.of(), Optional.empty());
    }

    private void write(Content content) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode sweeps = root.putArray("sweeps");
        content.sweeps().forEach(path -> sweeps.add(path.toString()));
        content.last().ifPresent(settings -> root.set("last", SlurmSettingsJson.of(settings)));
        AtomicFile.write(file, root.toPrettyString() + "\n");
    }
}
