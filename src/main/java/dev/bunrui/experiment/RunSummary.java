package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run at a glance.
 *
 * @param step the optimiser steps that were taken
 * @param steps the steps that there are, 0 where training has not begun
 * @param epoch the last epoch that was validated; -1 for none
 * @param bestF1 the best macro-F1 on validation so far, that before training left out; negative for none
 * @param result present if the run is finished
 */
public record RunSummary(
        RunFolder folder,
        RunManifest manifest,
        State state,
        long step,
        long steps,
        int epoch,
        double bestF1,
        Optional<RunResult> result) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where a run stands. */
    public enum State {
        FINISHED,
        /** A process works on it. */
        RUNNING,
        /** It can be gone on with. */
        STOPPED
    }

    /**
     * Looks at one run.
     *
     * @throws RequestException if its files are garbled
     */
    public static RunSummary of(RunFolder folder) {
        RunManifest manifest = RunManifest.read(folder.manifest());
        long step = 0;
        long steps = 0;
        int epoch = -1;
        double bestF1 = -1;
        for (JsonNode event : events(folder)) {
            switch (event.path("event").asText()) {
                case "start", "resume" -> steps = event.path("steps").asLong();
                case "step" -> step = event.path("step").asLong();
                case "evaluation" -> {
                    epoch = event.path("epoch").asInt();
                    bestF1 = event.path("best").asBoolean() ? event.path("f1").asDouble() : bestF1;
                }
                default -> {}
            }
        }
        Optional<RunResult> result = folder.finished() ? Optional.of(StoredResult.read(folder)) : Optional.empty();
        State state = result.isPresent() ? State.FINISHED : held(folder) ? State.RUNNING : State.STOPPED;
        return new RunSummary(folder, manifest, state, step, steps, epoch, bestF1, result);
    }

    /**
     * The runs in a folder, the latest first.
     *
     * @throws RequestException if the folder cannot be read
     */
    public static List<RunFolder> list(Path runs) {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(runs)) {
            Map<RunFolder, Instant> created = new HashMap<>();
            entries.map(RunFolder::new)
                    .filter(folder -> Files.isRegularFile(folder.manifest()))
                    .forEach(folder -> created.put(folder, created(folder)));
            return created.entrySet().stream()
                    .sorted(Map.Entry.<RunFolder, Instant>comparingByValue()
                            .reversed()
                            .thenComparing(entry -> entry.getKey().name()))
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (IOException unreadable) {
            throw new RequestException(
                    RunSummary.class, "manifest.unreadable", runs, String.valueOf(unreadable.getMessage()));
        }
    }

    /** A run whose manifest is garbled comes last: it must not hide the others. */
    private static Instant created(RunFolder folder) {
        try {
            return RunManifest.read(folder.manifest()).created();
        } catch (RequestException garbled) {
            return Instant.EPOCH;
        }
    }

    private static List<JsonNode> events(RunFolder folder) {
        List<JsonNode> events = new ArrayList<>();
        if (!Files.isRegularFile(folder.events())) {
            return events;
        }
        try {
            for (String line : Files.readAllLines(folder.events())) {
                events.add(JSON.readTree(line));
            }
        } catch (JsonProcessingException half) {
            // The last line of a run that goes on, or whose machine went down: what stands before it is sound.
        } catch (IOException unreadable) {
            throw new RequestException(
                    RunSummary.class, "manifest.unreadable", folder.events(), String.valueOf(unreadable.getMessage()));
        }
        return events;
    }

    private static boolean held(RunFolder folder) {
        Path file = folder.path().resolve("resume").resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException heldHere) {
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
