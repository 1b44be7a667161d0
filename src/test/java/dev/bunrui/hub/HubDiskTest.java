package dev.bunrui.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.file.Download;
import dev.bunrui.file.SmallDisk;
import dev.bunrui.file.Web;
import dev.bunrui.message.FailureException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real disk that becomes full while a model comes, where the tests may mount one. */
@EnabledOnOs(OS.LINUX)
class HubDiskTest {
    private static final HubModel MODEL = new HubModel(HubServer.ID, HubModel.MAIN);
    private static final byte[] WEIGHTS = new byte[6_000_000];

    static {
        new Random(8).nextBytes(WEIGHTS);
    }

    @TempDir
    Path folder;

    private SmallDisk small;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        // Larger than the room that is wanted beforehand; nothing of it is used before something is written there.
        small = SmallDisk.mount(folder, 300);
        disk = small.path();
    }

    @AfterEach
    void unmount() throws Exception {
        if (small != null) {
            small.close();
        }
    }

    private HubDownload download(HubServer server) {
        HubSettings settings =
                new HubSettings(disk, URI.create(server.endpoint()), Optional.empty(), false, Proxies.of(Map.of()));
        Web web = new Web(ProxySelector.of(null), Duration.ofSeconds(20));
        return new HubDownload(
                settings, new HubApi(settings, web, Duration.ZERO), new Download(web, Duration.ZERO, 5, 4, 1_000_000));
    }

    @Test
    void aDiskThatBecomesFullEndsTheDownloadAndKeepsWhatCame() throws Exception {
        byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
        try (HubServer server = new HubServer(Map.of("config.json", config, "model.safetensors", WEIGHTS))) {
            HubDownload download = download(server);
            HubListing plan = download.plan(MODEL, all -> all);
            AtomicReference<Path> filler = new AtomicReference<>();
            HubDownload.Progress filling = (file, done, all) -> {
                if (done > 1_000_000 && filler.get() == null) {
                    filler.set(small.fill());
                }
            };
            assertThatThrownBy(() -> download.run(plan, filling, () -> false))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContainingAll("HF_HUB_CACHE", disk.toString(), "full", HubServer.ID);
            Path repository = disk.resolve("models--someone--tiny");
            assertThat(repository.resolve("refs")).doesNotExist();
            assertThat(repository.resolve("snapshots/" + HubServer.COMMIT + "/model.safetensors"))
                    .doesNotExist();
            Files.delete(filler.get());
            assertThat(download.missing(plan)).isLessThan(WEIGHTS.length);
            assertThat(download.run(plan, (file, done, all) -> {}, () -> false)).isTrue();
            assertThat(repository.resolve("snapshots/" + HubServer.COMMIT + "/model.safetensors"))
                    .hasBinaryContent(WEIGHTS);
        }
    }

    @Test
    void aDiskThatBecomesFullEndsACopyAndLeavesNothingHalf() throws Exception {
        Path stick = Files.createDirectory(folder.resolve("stick"));
        Files.write(stick.resolve("model.safetensors"), WEIGHTS);
        AtomicReference<Path> filler = new AtomicReference<>();
        HubCache cache = new HubCache(disk);
        assertThatThrownBy(() -> new HubImport(cache)
                        .run(
                                stick,
                                MODEL,
                                List.of("model.safetensors"),
                                (file, done, all) -> {
                                    if (filler.get() == null) {
                                        filler.set(small.fill());
                                    }
                                },
                                () -> false))
                .isInstanceOf(FailureException.class)
                .hasMessageContainingAll("HF_HUB_CACHE", "full");
        assertThat(cache.bytes(HubServer.ID)).isZero();
        assertThat(cache.snapshot(MODEL)).isEmpty();
        Files.delete(filler.get());
        assertThat(new HubImport(cache)
                        .run(stick, MODEL, List.of("model.safetensors"), (file, done, all) -> {}, () -> false))
                .isTrue();
        assertThat(cache.snapshot(MODEL).orElseThrow().resolve("model.safetensors"))
                .hasBinaryContent(WEIGHTS);
    }
}
