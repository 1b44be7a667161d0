package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.FileStamp;
import dev.bunrui.training.TrainingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line of {@link SettledRuns}. */
final class SettledJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SettledJson() {}

    /**
     * What the manifests of many runs have in common: all but when they were made, and the settings.
     *
     * @param first the manifests of the first run each, as far as was known: their rest is any run's
     */
    record Commons(List<RunManifest> first) {
        static Commons read(JsonNode texts) {
            List<RunManifest> manifests = new ArrayList<>();
            try {
                for (JsonNode text : texts) {
                    manifests.add(RunManifest.of(JSON.readTree(text.asText())));
                }
            } catch (JsonProcessingException garbled) {
                throw new IllegalArgumentException(garbled);
            }
            return new Commons(List.copyOf(manifests));
        }

        /** A run's whole manifest. */
        private RunManifest with(JsonNode entry) {
            int place = entry.required("common").asInt(-1);
            if (place < 0 || place >= first.size()) {
                throw new IllegalArgumentException("no manifest " + place);
            }
            return first.get(place)
                    .at(
                            Instant.parse(entry.required("created").asText()),
                            RunSettingsJson.read(entry.required("settings")));
        }
    }

    /** Gathers, while lines are written, the manifests that have something in common: the first of each. */
    static final class Gathered {
        private final Map<String, Integer> places = new HashMap<>();
        private final List<String> first = new ArrayList<>();

        private int place(RunManifest manifest) {
            ObjectNode node = manifest.json();
            String whole = node.toString();
            String common = node.without(List.of("created", "settings")).toString();
            return places.computeIfAbsent(common, unknown -> {
                first.add(whole);
                return first.size() - 1;
            });
        }

        /** What {@link Commons#read} reads. */
        List<String> texts() {
            return first;
        }
    }

    static JsonNode parse(byte[] line) throws IOException {
        return JSON.readTree(line);
    }

    /** A run's line, its name first; what its manifest has in common with others goes to {@code common}. */
    static ObjectNode of(SettledRun settled, Gathered common) {
        RunSummary summary = settled.summary();
        RunManifest manifest = summary.manifest().orElseThrow();
        ObjectNode node = JSON.createObjectNode();
        node.put("run", summary.folder().name());
        ArrayNode stamps = node.putArray("stamps");
        stamps(settled.stamps()).forEach(stamp -> stamps.add(stamp.changed()).add(stamp.size()));
        node.put("created", manifest.created().toString());
        node.set("settings", RunSettingsJson.of(manifest.settings()));
        node.put("common", common.place(manifest));
        node.put("step", summary.step());
        node.put("steps", summary.steps());
        node.put("epoch", summary.epoch());
        node.put("best_f1", summary.bestF1());
        summary.lessened()
                .ifPresent(note -> node.putObject("lessened")
                        .put("step", note.step())
                        .set("event", EventJson.of(note.event()).orElseThrow()));
        summary.givenUp()
                .ifPresent(
                        note -> node.set("given_up", EventJson.of(note.event()).orElseThrow()));
        summary.reading().ifPresent(reading -> node.set("reading", EventJson.of(reading)));
        node.set("result", summary.result().orElseThrow().shortJson());
        return node;
    }

    private static List<FileStamp> stamps(RunStamps stamps) {
        return List.of(stamps.request(), stamps.manifest(), stamps.metrics(), stamps.failure(), stamps.events());
    }

    /**
     * What {@link #of} made.
     *
     * @throws IllegalArgumentException or DateTimeException if it is something else
     */
    static SettledRun read(JsonNode node, Commons commons, Path runs) {
        RunFolder folder = new RunFolder(runs.resolve(node.required("run").asText()));
        RunManifest manifest = commons.with(node);
        RunSummary summary = new RunSummary(
                folder,
                manifest.created(),
                manifest.settings(),
                Optional.of(manifest),
                RunSummary.State.FINISHED,
                node.required("step").asLong(),
                node.required("steps").asLong(),
                node.required("epoch").asInt(),
                node.required("best_f1").asDouble(),
                optional(node, "lessened")
                        .map(note -> new MemoryNote(
                                note.required("step").asLong(),
                                event(note.required("event"), TrainingEvent.MemoryRanOut.class))),
                optional(node, "given_up").map(note -> new GivenUpNote(event(note, TrainingEvent.GivenUp.class))),
                optional(node, "reading").flatMap(EventJson::reading),
                Optional.empty(),
                Optional.of(StoredResult.of(folder, node.required("result"))));
        return new SettledRun(stamps(node.required("stamps")), summary);
    }

    private static RunStamps stamps(JsonNode numbers) {
        return new RunStamps(
                stamp(numbers, 0), stamp(numbers, 1), stamp(numbers, 2), stamp(numbers, 3), stamp(numbers, 4));
    }

    private static FileStamp stamp(JsonNode numbers, int place) {
        JsonNode changed = numbers.required(2 * place);
        JsonNode size = numbers.required(2 * place + 1);
        if (!changed.isIntegralNumber() || !size.isIntegralNumber()) {
            throw new IllegalArgumentException("no stamp: " + numbers);
        }
        return new FileStamp(changed.asLong(), size.asLong());
    }

    private static Optional<JsonNode> optional(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field));
    }

    private static <E extends TrainingEvent> E event(JsonNode line, Class<E> kind) {
        return EventJson.read(line)
                .filter(kind::isInstance)
                .map(kind::cast)
                .orElseThrow(() -> new IllegalArgumentException("no " + kind.getSimpleName()));
    }
}
