package dev.bunrui.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The folders that a user named as base models beside those of the catalogue, kept in a file. */
public final class ModelShelf {
    private static final String FOLDERS = "folders";

    private final Path file;
    private final Path lock;

    /** {@code home} is the folder in which the user's models are noted. */
    public ModelShelf(Path home) {
        this.file = home.resolve("folders.json");
        this.lock = home.resolve("folders.lock");
    }

    /** The folders in the order in which they were named; none if the file is damaged. */
    public List<Path> folders() {
        return List.copyOf(read());
    }

    /**
     * Adds a folder that holds a model.
     *
     * @throws dev.bunrui.message.RequestException if it holds none, or cannot be noted
     */
    public void add(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        ModelCheck.of(ModelFolder.open(absolute));
        change(folders -> folders.add(absolute));
    }

    /** Forgets a folder; its files stay. */
    public void remove(Path folder) {
        change(folders -> folders.remove(folder.toAbsolutePath().normalize()));
    }

    private void change(Consumer<Set<Path>> change) {
        try {
            Turns.take(lock, () -> {
                Set<Path> folders = read();
                change.accept(folders);
                ObjectNode root = JsonFile.JSON.createObjectNode();
                ArrayNode list = root.putArray(FOLDERS);
                folders.forEach(folder -> list.add(folder.toString()));
                AtomicFile.write(file, root.toPrettyString() + "\n");
                return folders;
            });
        } catch (IOException failure) {
            throw AtomicFile.refusal(file, failure);
        }
    }

    private Set<Path> read() {
        Set<Path> folders = new LinkedHashSet<>();
        if (!file.toFile().isFile()) {
            return folders;
        }
        try {
            for (JsonNode folder : JsonFile.JSON.readTree(file.toFile()).path(FOLDERS)) {
                folders.add(Path.of(folder.asText()));
            }
        } catch (JsonProcessingException | IllegalArgumentException damaged) {
            folders.clear(); // they can be named again
        } catch (IOException unreadable) {
            throw JsonFile.unreadable(file, unreadable);
        }
        return folders;
    }
}
