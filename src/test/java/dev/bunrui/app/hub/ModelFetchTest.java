package dev.bunrui.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.file.AppFolders;
import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubModel;
import dev.bunrui.hub.HubServer;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.hub.Proxies;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A model is fetched from a real server on this machine. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelFetchTest {
    private static final byte[] WEIGHTS = new byte[1_000_000];

    @TempDir
    Path home;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private AppContext context;
    private HubServer server;
    private ModelFetch fetch;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        context = AppContext.over(new AppFolders(Path.of(""), home));
        server = new HubServer(Map.of(
                "config.json",
                "{}".getBytes(StandardCharsets.UTF_8),
                "model.safetensors",
                WEIGHTS,
                "README.md",
                WEIGHTS));
        HubSettings settings = new HubSettings(
                home.resolve("hub"), URI.create(server.endpoint()), Optional.empty(), false, Proxies.of(Map.of()));
        fetch = new ModelFetch(context.work(), context.texts(), () -> settings, arrived::countDown);
    }

    @AfterEach
    void close() {
        context.work().close();
        server.close();
    }

    private void start(String id) {
        WaitForAsyncUtils.asyncFx(() -> {
            for (int click = 0; click < 5; click++) {
                fetch.start(id, HubModel.MAIN);
            }
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void awaitEnd() throws Exception {
        WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, () -> fetch.model().get().isEmpty());
    }

    @Test
    void aModelArrivesOnceHoweverOftenItIsAskedFor() throws Exception {
        start(HubServer.ID);
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
        awaitEnd();
        assertThat(fetch.failed().get()).isEmpty();
        assertThat(new HubCache(home.resolve("hub"))
                        .snapshot(HubModel.of(HubServer.ID))
                        .orElseThrow()
                        .resolve("model.safetensors"))
                .hasBinaryContent(WEIGHTS);
        assertThat(server.requests()).hasSize(3).noneMatch(request -> request.contains("README"));
    }

    @Test
    void whatTheHubRefusesIsToldOfTheModelThatWasAskedFor() throws Exception {
        start("someone/else");
        awaitEnd();
        assertThat(fetch.failed().get()).isEqualTo("someone/else");
        assertThat(fetch.failure().get()).contains("someone/else", server.endpoint());
        start(HubServer.ID);
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(fetch.failed().get()).isEmpty();
    }

    @Test
    void aCancelledFetchEndsWithoutAWordAndCanBeginAgain() throws Exception {
        server.holdAfter(300_000);
        start(HubServer.ID);
        WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, () -> server.sent() >= 300_000);
        WaitForAsyncUtils.asyncFx(fetch::cancel);
        WaitForAsyncUtils.waitForFxEvents();
        server.release();
        awaitEnd();
        assertThat(arrived.getCount()).isEqualTo(1);
        assertThat(fetch.failed().get()).isEmpty();
        start(HubServer.ID);
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
