package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundRunTest {
    @TempDir
    Path home;

    @Test
    void trainingInTheBackgroundReturnsAtOnceAndIsDone() throws Exception {
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int i = 0; i < 30; i++) {
            csv.append("w").append(10 + i).append(",c").append(i % 3).append('\n');
        }
        String data = Files.writeString(home.resolve("words.csv"), csv).toString();
        CommandRun asked =
                train("--data", data, "--epochs", "1", "--batch-size", "4", "--max-length", "32", "--device", "cpu");
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.err()).contains("bunrui runs watch 後で");
        JsonNode run = asked.json().get(0);
        assertThat(run.get("state").asText()).isIn("waiting", "running");
        CommandRun watched = CommandRun.of(home, "runs", "watch", "後で", "--json");
        assertThat(watched.code()).as(watched.err()).isZero();
        assertThat(watched.err()).contains("Before training: validation loss", "Epoch 1: loss", "Macro-F1");
        assertThat(watched.json().get(0).get("state").asText()).isEqualTo("finished");
        awaitEndOfService();
        JsonNode listed = CommandRun.of(home, "runs", "list", "--json").json().get(0);
        assertThat(listed.get("state").asText()).isEqualTo("finished");
        CommandRun stopped = CommandRun.of(home, "runs", "stop", "後で");
        assertThat(stopped.code()).isEqualTo(2);
        assertThat(stopped.err()).contains("後で", "nothing to stop");
    }

    private CommandRun train(String... more) {
        String[] arguments = new String[more.length + 7];
        System.arraycopy(
                new String[] {"train", "--model", CommandRun.MODEL, "--name", "後で", "--background", "--json"},
                0,
                arguments,
                0,
                7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        return CommandRun.of(home, arguments);
    }

    /** Waits for the end of the process that worked on the queue. */
    private void awaitEndOfService() throws Exception {
        Path lock = home.resolve("service").resolve("service.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            channel.lock().release();
        }
    }
}
