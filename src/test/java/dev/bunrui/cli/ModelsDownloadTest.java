package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.Launcher;
import dev.bunrui.file.AppFolders;
import dev.bunrui.hub.HubServer;
import dev.bunrui.service.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that bring models here and take them away, in processes of their own, beside a real server. */
class ModelsDownloadTest {
    private static final Path TINY = Path.of(CommandRun.MODEL);
    private static final int LARGE = 40_000_003;

    @TempDir
    Path home;

    private final Map<String, byte[]> files = new HashMap<>();

    @BeforeEach
    void aWholeModel() throws IOException {
        for (String name : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            files.put(name, Files.readAllBytes(TINY.resolve(name)));
        }
        files.put("pytorch_model.bin", new byte[] {1});
        files.put("README.md", new byte[] {2});
    }

    private Process process(HubServer server, String... arguments) throws IOException {
        ProcessBuilder builder = JavaProcess.of(new AppFolders(Path.of(""), home), Launcher.class, arguments);
        builder.environment().put("HF_ENDPOINT", server.endpoint());
        builder.environment().put("HF_HOME", home.resolve("hf").toString());
        builder.environment().remove("HF_HUB_CACHE");
        builder.environment().put("NO_PROXY", "*");
        File log = home.resolve("log").toFile();
        return builder.redirectErrorStream(true)
                .redirectInput(new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    private Path snapshot() {
        return home.resolve("hf/hub/models--someone--tiny/snapshots").resolve(HubServer.COMMIT);
    }

    @Test
    void aModelIsFetchedListedVerifiedAndRemoved() throws Exception {
        try (HubServer server = new HubServer(files)) {
            assertThat(end(process(server, "--lang", "en", "models", "download", HubServer.ID)))
                    .as(log())
                    .isZero();
            assertThat(server.requests()).noneMatch(request -> request.contains("README") || request.contains(".bin"));
            assertThat(end(process(server, "--lang", "en", "models", "list"))).isZero();
            assertThat(log()).contains("Fetched someone/tiny", "\nsomeone/tiny");
            assertThat(end(process(server, "--lang", "en", "models", "verify", HubServer.ID)))
                    .as(log())
                    .isZero();
            assertThat(end(process(server, "--lang", "en", "models", "remove", HubServer.ID + "@v1")))
                    .isEqualTo(2);
            assertThat(end(process(server, "--lang", "en", "models", "remove", HubServer.ID)))
                    .isEqualTo(1);
            assertThat(log()).contains("someone/tiny stays", "--yes").contains("nothing of " + HubServer.ID + "@v1");
            assertThat(snapshot()).isDirectory();
            assertThat(end(process(server, "--lang", "en", "models", "remove", "--yes", HubServer.ID)))
                    .as(log())
                    .isZero();
            assertThat(log()).contains("Removed someone/tiny");
            assertThat(end(process(server, "--lang", "en", "models", "show", HubServer.ID)))
                    .isEqualTo(2);
            assertThat(log()).contains("bunrui models download someone/tiny");
        }
    }

    @Test
    void aModelIsCopiedFromAFolder() throws Exception {
        try (HubServer server = new HubServer(files)) {
            assertThat(end(process(server, "models", "import", TINY.toString(), "--as", "mine/copied")))
                    .as(log())
                    .isZero();
            assertThat(end(process(server, "models", "show", "mine/copied")))
                    .as(log())
                    .isZero();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aDownloadThatIsKilledAgainAndAgainEndsWithTheRightFileAndNeverShowsAnother() throws Exception {
        byte[] weights = new byte[LARGE];
        new Random(3).nextBytes(weights);
        files.put("model.safetensors", weights);
        try (HubServer server = new HubServer(files)) {
            for (long until : new long[] {5_000_000, 19_000_000, 33_000_000}) {
                Process process = process(server, "models", "download", HubServer.ID);
                server.awaitHeld(until);
                process.destroyForcibly();
                end(process);
                assertThat(snapshot().resolve("model.safetensors")).doesNotExist();
                assertThat(home.resolve("hf/hub/models--someone--tiny/refs")).doesNotExist();
            }
            server.release();
            assertThat(end(process(server, "--lang", "en", "models", "list"))).isZero();
            assertThat(log()).containsPattern("someone/tiny .*partly \\(\\d+\\.\\d MiB of 38\\.\\d MiB\\)");
            assertThat(end(process(server, "models", "download", HubServer.ID)))
                    .as(log())
                    .isZero();
            assertThat(snapshot().resolve("model.safetensors")).hasBinaryContent(weights);
            // What was on its way when a process died is sent again, and no more.
            assertThat(server.sent()).isLessThan(2L * LARGE);
        }
    }

    @Test
    void ofTwoProcessesThatWantTheSameModelOneFetchesIt() throws Exception {
        byte[] weights = new byte[LARGE];
        new Random(4).nextBytes(weights);
        files.put("model.safetensors", weights);
        try (HubServer server = new HubServer(files)) {
            Process one = process(server, "models", "download", HubServer.ID);
            Process other = process(server, "models", "download", HubServer.ID);
            assertThat(end(one)).as(log()).isZero();
            assertThat(end(other)).as(log()).isZero();
            assertThat(snapshot().resolve("model.safetensors")).hasBinaryContent(weights);
            assertThat(server.sent()).isLessThan(LARGE + 1_000_000L);
        }
    }
}
