package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Follows what real processes do. */
final class Followed {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration FOR_EVER = Duration.ofSeconds(60);

    private Followed() {}

    /** Waits until the run has logged so many steps. */
    static void awaitSteps(RunFolder run, int steps) throws Exception {
        try (WatchService watch = run.path().getFileSystem().newWatchService()) {
            run.path().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (RunSummary.of(run).step() < steps) {
                var key = watch.take();
                key.pollEvents();
                key.reset();
            }
        }
    }

    /** Waits for what no file tells of. */
    static void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > FOR_EVER.toNanos()) {
                throw new AssertionError("it never came to this: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** The process that works on the run for a service. */
    static ProcessHandle worker(Process service) {
        return service.children().findFirst().orElseThrow();
    }

    /** The numbers of the steps in the log. */
    static List<Long> steps(RunFolder run) throws IOException {
        List<Long> steps = new ArrayList<>();
        for (String line : Files.readAllLines(run.events())) {
            JsonNode event = new ObjectMapper().readTree(line);
            if (event.get("event").asText().equals("step")) {
                steps.add(event.get("step").asLong());
            }
        }
        return steps;
    }
}
