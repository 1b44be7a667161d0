package dev.bunrui.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.settings.GpuModel.Stage;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.file.AppFolders;
import dev.bunrui.runtime.CudaBuild;
import dev.bunrui.runtime.EngineCache;
import dev.bunrui.runtime.RuntimeHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The way to the CUDA build, from a real server on this machine. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "x86_64"})
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GpuModelTest {
    private static final byte[] LARGE = new byte[2_000_000];

    static {
        new Random(7).nextBytes(LARGE);
    }

    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private final AtomicInteger came = new AtomicInteger();
    private Locale before;
    private AppContext context;
    private RuntimeHost host;
    private EngineCache cache;
    private GpuModel model;

    @BeforeEach
    void open() throws Exception {
        before = Locale.getDefault();
        FxToolkit.registerPrimaryStage();
        context = AppContext.over(new AppFolders(Path.of(""), home));
        Map<String, byte[]> libraries = new TreeMap<>();
        List.of("libc10.so", "libc10_cuda.so", "libtorch_cpu.so", "libtorch.so")
                .forEach(name -> libraries.put(name, name.getBytes(StandardCharsets.UTF_8)));
        libraries.put("libtorch_cuda.so", LARGE);
        host = new RuntimeHost("linux-x86_64", libraries);
        cache = new EngineCache(home.resolve("djl"));
        model = new GpuModel(context, host.settings(cache), came::incrementAndGet);
    }

    @AfterEach
    void close() {
        context.work().close();
        host.close();
        Locale.setDefault(before);
    }

    private void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                1, TimeUnit.MINUTES, () -> WaitForAsyncUtils.asyncFx(condition).get());
    }

    private Path library() {
        return cache.folder(CudaBuild.ofMachine().orElseThrow()).resolve("libtorch_cuda.so");
    }

    private void offered() throws Exception {
        robot.interact(model::ask);
        until(() -> model.stage().get() == Stage.OFFERED);
    }

    @Test
    void nothingComesBeforeItsSizeWasAgreedTo() throws Exception {
        offered();
        GpuModel.Offer offer = model.offer().get();
        assertThat(offer.missing()).isGreaterThan(LARGE.length);
        assertThat(offer.room()).isGreaterThan(offer.missing());
        assertThat(offer.free()).isPositive();
        assertThat(host.sent()).isZero();
        robot.interact(model::cancel);
        robot.interact(model::agree);
        assertThat(model.stage().get()).isEqualTo(Stage.RESTING);
        assertThat(host.sent()).isZero();
        offered();
        robot.interact(model::agree);
        until(() -> model.stage().get() == Stage.RESTING);
        assertThat(library()).hasBinaryContent(LARGE);
        assertThat(came).hasValue(1);
        assertThat(model.report().get()).isNotNull();
    }

    @Test
    void whatIsCancelledGoesOnTheNextTime() throws Exception {
        offered();
        host.holdAfter(1_000_000);
        robot.interact(model::agree);
        host.awaitHeld(1_000_000);
        robot.interact(model::cancel);
        host.release();
        until(() -> model.stage().get() == Stage.RESTING);
        assertThat(library()).doesNotExist();
        offered();
        assertThat(model.offer().get().missing()).isLessThan(LARGE.length);
        robot.interact(model::agree);
        until(() -> model.stage().get() == Stage.RESTING);
        assertThat(library()).hasBinaryContent(LARGE);
    }

    @Test
    void aServerThatRefusesIsToldOfInTheLanguageThatIsShown() throws Exception {
        host.mischief((exchange, range) -> {
            exchange.sendResponseHeaders(404, -1);
            return true;
        });
        robot.interact(() -> context.texts().speak(Locale.ENGLISH));
        robot.interact(model::ask);
        until(() -> model.stage().get() == Stage.RESTING);
        assertThat(model.failure().get()).contains("HTTP 404", host.mirror());
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        assertThat(model.failure().get()).contains("HTTP 404", "取得できません");
    }
}
