package dev.bunrui.app.shelf;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Models are fetched from a real server on this machine, and copied from folders. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelFetchTest {
    private static final Path MODEL = Path.of("src/test/resources/dev/bunrui/llm/network/sequential/model");
    private static final byte[] WEIGHTS = new byte[1_000_000];
    private static final HubModel TINY = HubModel.of(HubServer.ID);
    private static final HubModel ABSENT = HubModel.of("someone/else");

    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private final AtomicInteger came = new AtomicInteger();
    private Locale before;
    private AppContext context;
    private HubServer server;
    private ModelFetch fetch;

    @BeforeEach
    void open() throws Exception {
        before = Locale.getDefault();
        FxToolkit.registerPrimaryStage();
        context = AppContext.over(new AppFolders(Path.of(""), home));
        serve(Files.readAllBytes(MODEL.resolve("config.json")));
    }

    private void serve(byte[] config) throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        files.put("config.json", config);
        files.put("model.safetensors", WEIGHTS);
        files.put("README.md", WEIGHTS);
        server = new HubServer(files);
        HubSettings settings = new HubSettings(
                home.resolve("hub"), URI.create(server.endpoint()), Optional.empty(), false, Proxies.of(Map.of()));
        fetch = new ModelFetch(context.work(), context.texts(), settings, came::incrementAndGet);
    }

    @AfterEach
    void close() {
        fetch.close();
        context.work().close();
        server.close();
        Locale.setDefault(before);
    }

    private void awaitEnd() throws Exception {
        WaitForAsyncUtils.waitFor(
                1,
                TimeUnit.MINUTES,
                () -> WaitForAsyncUtils.asyncFx(() ->
                                fetch.model().get().isEmpty() && fetch.waiting().isEmpty())
                        .get());
    }

    private Path weights() {
        return new HubCache(home.resolve("hub")).snapshot(TINY).orElseThrow().resolve("model.safetensors");
    }

    @Test
    void aModelArrivesOnceHoweverOftenItIsAskedFor() throws Exception {
        robot.interact(() -> {
            for (int click = 0; click < 5; click++) {
                fetch.start(TINY);
            }
        });
        awaitEnd();
        assertThat(came.get()).isBetween(1, 2); // its beginning is told only where it takes a while
        assertThat(fetch.failed()).isEmpty();
        assertThat(weights()).hasBinaryContent(WEIGHTS);
        assertThat(server.requests()).hasSize(3).noneMatch(request -> request.contains("README"));
    }

    @Test
    void modelsComeOneAfterTheOtherAndOneThatFailsHoldsUpNone() throws Exception {
        robot.interact(() -> {
            fetch.start(ABSENT);
            fetch.start(TINY);
            assertThat(fetch.model().get()).isEqualTo(ABSENT.id());
            assertThat(fetch.waiting()).containsExactly(TINY.id());
        });
        awaitEnd();
        assertThat(weights()).exists();
        assertThat(fetch.failed()).containsExactly(ABSENT.id());
        assertThat(fetch.failure(ABSENT.id())).contains("someone/else", server.endpoint());
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        assertThat(fetch.failure(ABSENT.id())).contains("モデル someone/else はありません");
        robot.interact(() -> fetch.forget(ABSENT.id()));
        assertThat(fetch.failed()).isEmpty();
    }

    @Test
    void oneThatWaitsCanBeTakenBack() throws Exception {
        robot.interact(() -> {
            fetch.start(TINY);
            fetch.start(ABSENT);
            fetch.cancel(ABSENT.id());
        });
        awaitEnd();
        assertThat(fetch.failed()).isEmpty();
        assertThat(server.requests()).noneMatch(request -> request.contains("someone/else"));
    }

    @Test
    void whatCameBeforeItWasCancelledIsNotFetchedAgain() throws Exception {
        server.holdAfter(300_000);
        robot.interact(() -> fetch.start(TINY));
        server.awaitHeld(300_000);
        robot.interact(() -> fetch.cancel(TINY.id()));
        server.release();
        awaitEnd();
        assertThat(new HubCache(home.resolve("hub")).snapshot(TINY)).isEmpty();
        robot.interact(() -> fetch.start(TINY));
        awaitEnd();
        assertThat(weights()).hasBinaryContent(WEIGHTS);
        assertThat(server.sent()).isLessThan(2L * WEIGHTS.length);
    }

    @Test
    void aNetworkThatCannotBeUsedEndsTheDownloadBeforeItsWeights() throws Exception {
        server.close();
        serve("{\"model_type\":\"bloom\"}".getBytes(StandardCharsets.UTF_8));
        robot.interact(() -> fetch.start(TINY));
        awaitEnd();
        assertThat(fetch.failure(TINY.id())).contains("bloom", "gpt_neox");
        assertThat(server.requests())
                .noneMatch(request -> request.contains("resolve") && request.contains("safetensors"));
        assertThat(new HubCache(home.resolve("hub")).snapshot(TINY)).isEmpty();
    }

    @Test
    void aModelIsCopiedFromAFolderThatHoldsIt() throws Exception {
        robot.interact(() -> fetch.copy(ABSENT, MODEL));
        awaitEnd();
        assertThat(fetch.failed()).isEmpty();
        assertThat(new HubCache(home.resolve("hub"))
                        .snapshot(ABSENT)
                        .orElseThrow()
                        .resolve("model.safetensors"))
                .hasSameBinaryContentAs(MODEL.resolve("model.safetensors"));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aFolderWithAnotherModelThanTheOneThatIsMeantIsRefused() throws Exception {
        HubModel meant = HubModel.of("rinna/japanese-gpt-neox-small");
        robot.interact(() -> fetch.copy(meant, MODEL));
        awaitEnd();
        assertThat(fetch.failure(meant.id())).contains(MODEL.toString(), "GPT-NeoX", "rinna GPT-NeoX small");
        assertThat(new HubCache(home.resolve("hub")).snapshot(meant)).isEmpty();
    }
}
