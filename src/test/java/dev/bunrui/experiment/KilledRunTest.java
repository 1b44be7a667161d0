package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.torch.WeightFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. */
class KilledRunTest {
    private static final int EPOCHS = 50;
    private static final int STEPS_PER_EPOCH = 6;
    private static final int KILLS = Integer.getInteger("bunrui.test.kills", 5);

    @TempDir
    Path folder;

    @Test
    void aRunKilledAtRandomMomentsEndsWithTheBytesOfAnUninterruptedOne() throws Exception {
        killedAndUninterruptedEndAlike(WeightFormat.FULL, EPOCHS, KILLS);
    }

    @Test
    void soDoesOneOnWeightsInFourBits() throws Exception {
        killedAndUninterruptedEndAlike(WeightFormat.NF4, EPOCHS / 5, 2);
    }

    private void killedAndUninterruptedEndAlike(WeightFormat weights, int epochs, int kills) throws Exception {
        Path data = TinyRun.data(folder);
        RunResult whole = new TrainingRun(TinyRun.MODELS, "test", new RunListener() {}, () -> false)
                .start(folder.resolve("runs"), "whole", TinyRun.settings(data, epochs, weights));

        RunFolder killed = new RunFolder(folder.resolve("runs").resolve("killed"));
        SplittableRandom random = new SplittableRandom(System.nanoTime());
        for (int kill = 0; kill < kills; kill++) {
            // Together at most two thirds of the steps: every kill falls into the middle of the training.
            killAfter(
                    random.nextInt(1, STEPS_PER_EPOCH * epochs * 2 / 3 / kills), child(killed, data, weights, epochs));
            assertThat(killed.finished()).isFalse();
        }
        Process last = child(killed, data, weights, epochs);
        last.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(last.waitFor()).isZero();

        Path adapter = Path.of("adapter", "adapter_model.safetensors");
        assertThat(killed.path().resolve(adapter))
                .hasSameBinaryContentAs(whole.folder().path().resolve(adapter));
        assertThat(Files.readString(killed.predictions("test")))
                .isEqualTo(Files.readString(whole.folder().predictions("test")));
        assertThat(epochs(killed))
                .isEqualTo(IntStream.rangeClosed(0, epochs).boxed().toList());
        assertThat(steps(killed)).isEqualTo(steps(whole.folder()));
    }

    private void killAfter(int steps, Process process) throws Exception {
        try (BufferedReader lines = process.inputReader()) {
            for (int step = 0; step < steps; step++) {
                assertThat(lines.readLine()).as(() -> "a step; " + log()).isNotNull();
            }
            process.destroyForcibly().waitFor();
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("child.log"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private Process child(RunFolder run, Path data, WeightFormat weights, int epochs) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TinyRun.class.getName()));
        if (Files.exists(run.manifest())) {
            command.addAll(List.of("resume", run.path().toString()));
        } else {
            command.addAll(List.of(
                    "start",
                    run.path().getParent().toString(),
                    data.toString(),
                    Integer.toString(epochs),
                    weights.name()));
        }
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("child.log").toFile()))
                .start();
    }

    private static List<Integer> epochs(RunFolder run) throws IOException {
        return events(run, "evaluation").stream()
                .map(event -> event.get("epoch").asInt())
                .toList();
    }

    private static List<String> steps(RunFolder run) throws IOException {
        return events(run, "step").stream()
                .map(event -> event.get("step") + " " + event.get("loss"))
                .toList();
    }

    private static List<JsonNode> events(RunFolder run, String kind) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(run.events())) {
            JsonNode event = new ObjectMapper().readTree(line);
            if (event.get("event").asText().equals(kind)) {
                events.add(event);
            }
        }
        return events;
    }
}
