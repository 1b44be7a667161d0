package dev.bunrui.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was to be fetched of a repository, noted before it is: so that one who comes later knows how much is missing, and
 * what each file must hash to even where no link tells it. Beside what {@code huggingface_hub} keeps, and of no interest to
 * it: {@code .bunrui/<commit>.json}, sizes and hashes by path.
 */
final class HubNotes {
    static final String FOLDER = ".bunrui";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDING = ".json";

    private final Path folder;
    private final String id;

    HubNotes(Path repository, String id) {
        this.folder = repository.resolve(FOLDER);
        this.id = id;
    }

    void write(HubListing plan) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode files = root.put("revision", plan.model().revision()).putObject("files");
        for (HubFile file : plan.files()) {
            files.putObject(file.path())
                    .put("size", file.size())
                    .put("hash", file.hash().hex());
        }
        AtomicFile.write(file(plan.commit()), root.toPrettyString() + "\n");
    }

    Path file(String commit) {
        return folder.resolve(commit + ENDING);
    }

    /** What was noted of a commit, if anything. */
    Optional<HubListing> of(String commit) {
        Path file = file(commit);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(file.toFile());
            List<HubFile> files = new ArrayList<>();
            for (Map.Entry<String, JsonNode> each : root.path("files").properties()) {
                files.add(new HubFile(
                        each.getKey(),
                        each.getValue().path("size").asLong(),
                        ContentHash.ofLength(each.getValue().path("hash").asText())));
            }
            String revision = root.path("revision").asText();
            return Optional.of(new HubListing(new HubModel(id, revision), commit, files));
        } catch (JsonProcessingException damaged) {
            return Optional.empty(); // it is written again with the next download
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** What was noted last for a revision. */
    Optional<HubListing> latest(String revision) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .sorted(Comparator.comparing((String name) ->
                                    folder.resolve(name).toFile().lastModified())
                            .reversed())
                    .flatMap(name -> of(name.substring(0, name.length() - ENDING.length())).stream())
                    .filter(listing -> listing.model().revision().equals(revision)
                            || listing.commit().equals(revision))
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
