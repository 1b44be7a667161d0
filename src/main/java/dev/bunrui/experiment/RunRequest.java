package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code request.json}: a run that was asked for, and that some process is to carry out. The articles have not been
 * looked at yet; once they have, the run has its manifest.
 *
 * @param sweep the name of the sweep that it belongs to
 */
public record RunRequest(Instant created, RunSettings settings, Optional<String> sweep) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Makes the folder of a run to be carried out.
     *
     * @param name the folder's name; empty: made of the time and the model
     * @throws RequestException if the name is taken, or the folder cannot be made
     */
    public static RunFolder make(Path runs, String name, RunSettings settings) {
        return make(runs, name, settings, Optional.empty());
    }

    /** As {@link #make(Path, String, RunSettings)}, for a sweep's run. */
    public static RunFolder make(Path runs, String name, RunSettings settings, Optional<String> sweep) {
        RunFolder folder = RunFolder.create(runs, name, settings.modelName());
        new RunRequest(Instant.now(), settings, sweep).write(folder.request());
        return folder;
    }

    private void write(Path file) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", 1);
        root.put("created", created.toString());
        root.set("settings", RunSettingsJson.of(settings));
        sweep.ifPresent(name -> root.put("sweep", name));
        AtomicFile.write(file, root.toPrettyString() + "\n");
    }

    /**
     * Reads a request.
     *
     * @throws RequestException if it is missing or garbled
     */
    public static RunRequest read(Path file) {
        try {
            JsonNode root = JSON.readTree(file.toFile());
            return new RunRequest(
                    Instant.parse(root.required("created").asText()),
                    RunSettingsJson.read(root.required("settings")),
                    Optional.ofNullable(root.path("sweep").textValue()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException garbled) {
            throw new RequestException(RunRequest.class, "manifest.garbled", file);
        } catch (IOException unreadable) {
            throw new RequestException(RunRequest.class, "manifest.unreadable", file, new SystemReason(unreadable));
        }
    }
}
