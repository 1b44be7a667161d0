package dev.bunrui.app.wizard.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.corpus.LivedoorCorpus;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.LoopbackServer;
import dev.bunrui.file.RemoteFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The corpus is fetched from a real server on this machine. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DownloadModelTest {
    private static final byte[] CONTENT = "記事".repeat(50_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path home;

    private AppContext context;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        context = AppContext.over(new AppFolders(Path.of(""), home));
    }

    @AfterEach
    void close() {
        context.work().close();
    }

    private static RemoteFile file(LoopbackServer server, byte[] expected) throws Exception {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(expected);
        return new RemoteFile(server.address(), expected.length, HexFormat.of().formatHex(sum));
    }

    private Path target() {
        return LivedoorCorpus.in(context.folders().data());
    }

    private static void onceStarted(DownloadModel model) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.runLater(() -> {
            for (int click = 0; click < 20; click++) {
                model.start();
            }
            started.countDown();
        });
        assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
        WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, () -> !model.running().get());
    }

    @Test
    void whatWasFetchedIsThereAndToldOfOnceHoweverOftenItIsAskedFor() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (LoopbackServer server = new LoopbackServer(CONTENT, LoopbackServer.breaking(1000), LoopbackServer::well)) {
            DownloadModel model = new DownloadModel(context, file(server, CONTENT), arrived::countDown);
            onceStarted(model);
            assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(model.failure().get()).isEmpty();
            assertThat(server.ranges()).hasSize(2);
        }
        assertThat(target()).hasBinaryContent(CONTENT);
    }

    @Test
    void anotherFileThanTheKnownOneIsRefusedInASentence() throws Exception {
        try (LoopbackServer server = new LoopbackServer(CONTENT, LoopbackServer::well)) {
            byte[] other = CONTENT.clone();
            other[7]++;
            DownloadModel model = new DownloadModel(context, file(server, other), () -> {});
            onceStarted(model);
            assertThat(model.failure().get()).contains("SHA-256");
            assertThat(model.there().get()).isFalse();
        }
        assertThat(target()).doesNotExist();
    }
}
