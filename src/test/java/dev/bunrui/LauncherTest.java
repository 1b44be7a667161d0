package dev.bunrui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own: exit codes, encodings, and what is on which stream. */
class LauncherTest {
    @TempDir
    Path home;

    private record Ended(int code, String out, String err) {}

    private ProcessBuilder program(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dfile.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.bunrui.Launcher"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("BUNRUI_HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        return builder;
    }

    private Ended run(List<String> options, String... arguments) throws Exception {
        Path err = home.resolve("err.txt");
        Process process =
                program(options, arguments).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(err));
    }

    @Test
    void versionLoadsNeitherTheEngineNorTheLog() throws Exception {
        Ended ended = run(List.of("-Xlog:class+load"), "--version");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("bunrui ", "dev.bunrui.Launcher");
        assertThat(ended.out().lines())
                .noneMatch(line -> line.contains("ai.djl.") || line.contains("org.slf4j.LoggerFactory "));
    }

    @Test
    void wrongRequestEndsWithTwoAndItsSentenceInJapanese() throws Exception {
        Ended ended = run(List.of(), "--lang", "ja", "classify", "--run", "いない", "--body", "本文");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("実行「いない」").doesNotContain("WARN", "Exception");
        assertThat(ended.err().lines()).hasSize(1);
    }

    @Test
    void jsonIsAloneOnStandardOutput() throws Exception {
        Ended ended = run(List.of(), "doctor", "--json");
        assertThat(ended.out().lines()).hasSize(1);
        assertThat(new ObjectMapper().readTree(ended.out()).get("pytorch").asText())
                .isNotEmpty();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void moreArticlesThanMemoryIsSaidWithTheWayToAllowMore() throws Exception {
        Path data = home.resolve("many.csv");
        try (Writer out = Files.newBufferedWriter(data)) {
            out.write("text,label\n");
            for (int i = 0; i < 400_000; i++) {
                out.write("これは長い記事の本文です。そのように続きます。" + i + ",c" + i % 3 + "\n");
            }
        }
        Ended ended = run(List.of("-Xmx32m"), "data", "inspect", data.toString());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err()).contains("BUNRUI_JAVA_OPTIONS=-Xmx128m");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDisplayThatDoesNotAnswerIsSaidAndTheWorkIsDoneInTheTerminal() throws Exception {
        ProcessBuilder builder = program(List.of());
        builder.environment().put("DISPLAY", ":987");
        Process process = builder.start();
        try (BufferedReader words = process.errorReader(StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(words.readLine()).contains("window cannot be opened", "GTK 3");
            assertThat(out.readLine()).isEqualTo("Bunrui quickstart");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void logThatCannotBeWrittenIsNoReasonToFail() throws Exception {
        Files.writeString(home.resolve("logs"), "a file where the folder would be");
        Ended ended = run(List.of(), "models", "list");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void interruptedTrainingSavesAndSaysHowToGoOn() throws Exception {
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int i = 0; i < 60; i++) {
            csv.append("w")
                    .append(10 + i)
                    .append(" w")
                    .append(i % 3)
                    .append(",c")
                    .append(i % 3)
                    .append('\n');
        }
        Path data = Files.writeString(home.resolve("words.csv"), csv);
        Process process = program(
                        List.of(),
                        "train",
                        "--model",
                        "src/test/resources/dev/bunrui/llm/network/sequential/model",
                        "--data",
                        data.toString(),
                        "--max-length",
                        "32",
                        "--batch-size",
                        "2",
                        "--epochs",
                        "10000",
                        "--device",
                        "cpu",
                        "--name",
                        "途中")
                .start();
        try (BufferedReader words = process.errorReader(StandardCharsets.UTF_8)) {
            String line = words.readLine();
            while (line != null && !line.startsWith("Epoch 1:")) {
                line = words.readLine();
            }
            assertThat(line).isNotNull();
            // Process.destroy would close the stream that is still to be read.
            process.toHandle().destroy();
            assertThat(words.lines()).contains("Stopped and saved. Go on with: bunrui train --resume 途中");
        }
        assertThat(process.waitFor()).isEqualTo(143);
        Ended listed = run(List.of(), "runs", "list", "--json");
        JsonNode run = new ObjectMapper().readTree(listed.out());
        assertThat(run.get("state").asText()).isEqualTo("stopped");
        assertThat(run.get("step").asLong()).isBetween(24L, run.get("steps").asLong() - 1);
    }
}
