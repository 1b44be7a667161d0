package dev.bunrui.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.file.Download;
import dev.bunrui.file.SmallDisk;
import dev.bunrui.file.Web;
import dev.bunrui.hub.Proxies;
import dev.bunrui.message.FailureException;
import dev.bunrui.runtime.RuntimeChoice.Cuda;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A build of a few megabytes from a real server on this machine, which behaves well or badly. */
class RuntimeDownloadTest {
    private static final CudaBuild LINUX = new CudaBuild("linux-x86_64");
    private static final byte[] LARGE = new byte[3_000_000];

    static {
        new Random(5).nextBytes(LARGE);
    }

    @TempDir
    Path folder;

    private EngineCache cache;
    private RuntimeHost host;
    private RuntimeDownload download;

    @BeforeEach
    void serve() throws IOException {
        cache = new EngineCache(folder.resolve("cache"));
        Map<String, byte[]> libraries = new TreeMap<>();
        LINUX.libraries().forEach(name -> libraries.put(name, name.getBytes(StandardCharsets.UTF_8)));
        libraries.put("libtorch_cuda.so", LARGE);
        libraries.put("libcudart-c3a75b33.so.12", "cudart".getBytes(StandardCharsets.UTF_8));
        libraries.put("libodd+name.so.1", "odd".getBytes(StandardCharsets.UTF_8));
        host = new RuntimeHost(LINUX.system(), libraries);
        download = to(cache);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private RuntimeDownload to(EngineCache where) {
        RuntimeSettings settings = host.settings(where);
        Web web = new Web(ProxySelector.of(null), Duration.ofSeconds(20));
        return new RuntimeDownload(
                settings,
                new RuntimeServer(settings, web, Duration.ZERO),
                new Download(web, Duration.ZERO, 3, 2, 1_000_000));
    }

    private RuntimePlan plan() {
        return download.plan(LINUX, () -> false).orElseThrow();
    }

    private boolean run() {
        return download.run(plan(), (library, done, all) -> {}, () -> false);
    }

    private Path built() {
        return cache.folder(LINUX);
    }

    @Test
    void theBuildIsWhereDjlFindsItAndIsChosenThen() throws Exception {
        RuntimePlan plan = plan();
        assertThat(plan.count()).isEqualTo(7);
        assertThat(plan.bytes()).isGreaterThan(LARGE.length);
        assertThat(plan.unpacked()).isBetween((long) LARGE.length, LARGE.length + 3000L);
        assertThat(download.missing(plan)).isEqualTo(plan.bytes());
        AtomicLong last = new AtomicLong();
        assertThat(download.run(
                        plan,
                        (library, done, all) -> {
                            assertThat(done).isBetween(last.getAndSet(done), all);
                            assertThat(built()).doesNotExist();
                        },
                        () -> false))
                .isTrue();
        assertThat(last).hasValue(plan.bytes());
        assertThat(built().resolve("libtorch_cuda.so")).hasBinaryContent(LARGE);
        assertThat(built().resolve("libodd+name.so.1")).hasContent("odd");
        try (var all = Files.list(built())) {
            assertThat(all).hasSize(7);
        }
        assertThat(download.missing(plan)).isZero();
        assertThat(download.aside(LINUX)).doesNotExist();
        assertThat(host.requests()).noneMatch(request -> request.contains("/cpu/"));
        long sent = host.sent();
        assertThat(run()).isTrue();
        assertThat(host.sent()).isEqualTo(sent);

        assertThat(download.remove(LINUX)).isGreaterThan(LARGE.length);
        assertThat(built()).doesNotExist();
        assertThat(download.remove(LINUX)).isZero();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatWasFetchedIsChosen() throws Exception {
        NativeRuntime runtime = new NativeRuntime("Linux", "amd64", Map.of(), cache);
        DriverState driver =
                FakeDriver.saying(folder.resolve("bin"), FakeDriver.RTX, "12.8").state();
        assertThat(runtime.choose(driver)).isInstanceOf(RuntimeChoice.Bundled.class);
        run();
        assertThat(runtime.choose(driver)).isInstanceOfSatisfying(Cuda.class, cuda -> {
            assertThat(cuda.folder()).isEqualTo(built());
            assertThat(cuda.cudart()).isPresent();
        });
    }

    @Test
    void aDownloadThatIsCancelledGoesOnWhereItWas() {
        RuntimePlan plan = plan();
        AtomicBoolean stop = new AtomicBoolean();
        assertThat(download.run(plan, (library, done, all) -> stop.set(done > 1_500_000), stop::get))
                .isFalse();
        assertThat(built()).doesNotExist();
        long missing = download.missing(plan);
        assertThat(missing).isPositive().isLessThan(plan.bytes());
        long sent = host.sent();
        assertThat(run()).isTrue();
        assertThat(host.sent() - sent).isEqualTo(missing);
        assertThat(built().resolve("libtorch_cuda.so")).hasBinaryContent(LARGE);
    }

    @Test
    void aConnectionThatBreaksIsTakenUpAgain() {
        AtomicLong broken = new AtomicLong();
        host.mischief((exchange, range) -> {
            byte[] content = host.file("libtorch_cuda.so");
            if (!exchange.getRequestURI().getPath().endsWith("torch_cuda.so.gz")
                    || range.equals("bytes=-4")
                    || broken.incrementAndGet() > 2) {
                return false;
            }
            int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            exchange.sendResponseHeaders(206, content.length - from);
            exchange.getResponseBody().write(content, from, 1000);
            exchange.getResponseBody().flush();
            throw new IOException("broken off");
        });
        assertThat(run()).isTrue();
        assertThat(broken.get()).isGreaterThan(2);
        assertThat(built().resolve("libtorch_cuda.so")).hasBinaryContent(LARGE);
    }

    @Test
    void aServerThatKnowsNoRangesWillDo() {
        host.withoutRanges();
        RuntimePlan plan = plan();
        assertThat(plan.bytes()).isGreaterThan(LARGE.length);
        assertThat(plan.unpacked()).isGreaterThan(plan.bytes()); // a guess on the safe side
        assertThat(run()).isTrue();
        assertThat(built().resolve("libtorch_cuda.so")).hasBinaryContent(LARGE);
    }

    @Test
    void aDamagedFileIsThrownAwayAndSaidAndThenFetchedAgain() {
        RuntimePlan plan = plan();
        host.file("libtorch_cuda.so")[1_000_000] ^= 1;
        assertThatThrownBy(this::run).isInstanceOfSatisfying(FailureException.class, failure -> {
            assertThat(failure.key()).isEqualTo("fetch.damaged");
            assertThat(failure.message(Locale.ENGLISH))
                    .contains("libtorch_cuda.so", host.mirror(), "BUNRUI_RUNTIME_MIRROR");
            assertThat(failure.message(Locale.JAPANESE)).contains("libtorch_cuda.so", "壊れて");
        });
        assertThat(built()).doesNotExist();
        assertThat(download.aside(LINUX))
                .isDirectoryNotContaining(file -> file.toString().contains("libtorch_cuda.so.gz")
                        && !file.toString().endsWith(".lock"));
        assertThat(download.missing(plan)).isGreaterThan(2_000_000);
        host.file("libtorch_cuda.so")[1_000_000] ^= 1;
        assertThat(run()).isTrue();
        assertThat(built().resolve("libtorch_cuda.so")).hasBinaryContent(LARGE);
    }

    private void refuses(String key, String... words) {
        assertThatThrownBy(this::run).isInstanceOfSatisfying(FailureException.class, failure -> {
            assertThat(failure.key()).isEqualTo(key);
            assertThat(failure.message(Locale.ENGLISH)).contains(words).endsWith(".");
            assertThat(failure.message(Locale.JAPANESE)).contains(words).endsWith("。");
        });
        assertThat(built()).doesNotExist();
    }

    @Test
    void aServerWithoutTheBuildIsSaidSo() {
        host.lose("libtorch_cuda.so");
        refuses("fetch.refused", "404", host.mirror());
        host.mischief((exchange, range) -> {
            exchange.sendResponseHeaders(403, -1);
            return true;
        });
        refuses("fetch.refused", "403", "BUNRUI_RUNTIME_MIRROR");
        host.mischief((exchange, range) -> {
            byte[] page = "<html>Log in</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            return true;
        });
        refuses("fetch.incomplete", "linux-x86_64");
    }

    @Test
    void aServerThatCannotBeReachedIsGivenUp() {
        host.mischief((exchange, range) -> {
            exchange.sendResponseHeaders(503, -1);
            return true;
        });
        refuses("fetch.broken", host.mirror());
        assertThat(host.requests()).hasSize(5);
    }

    @Test
    void namesThatLeadOutOfTheFolderAreNoLibraries() {
        host.mischief((exchange, range) -> {
            if (!exchange.getRequestURI().getPath().endsWith("files.txt")) {
                return false;
            }
            byte[] index = "cu128/linux-x86_64/native/lib/..%2F..%2Fevil.so.gz\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, index.length);
            exchange.getResponseBody().write(index);
            return true;
        });
        refuses("fetch.incomplete", "linux-x86_64");
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void whatDjlPutIntoTheFolderBeforeIsNoObstacle() throws Exception {
        Files.createDirectories(built());
        Files.writeString(built().resolve("0.36.0-libdjl_torch.so"), "jni");
        assertThat(run()).isTrue();
        assertThat(built().resolve("libtorch.so")).exists();
        assertThat(built().resolve("0.36.0-libdjl_torch.so")).doesNotExist();
    }

    @Test
    void whatIsSetKeepsItFromBeingFetched() {
        for (String variable : new String[] {"HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "DJL_OFFLINE"}) {
            RuntimeSettings offline =
                    RuntimeSettings.of(Map.of(variable, "true", RuntimeSettings.MIRROR, host.mirror()), cache);
            assertThatThrownBy(() -> new RuntimeDownload(offline).plan(LINUX, () -> false))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining(variable);
        }
        for (String garbled : new String[] {"not an address", "ftp://somewhere", "nowhere"}) {
            RuntimeSettings wrong = RuntimeSettings.of(Map.of(RuntimeSettings.MIRROR, garbled), cache);
            assertThatThrownBy(() -> new RuntimeDownload(wrong).plan(LINUX, () -> false))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("BUNRUI_RUNTIME_MIRROR is no address");
        }
        RuntimeSettings proxy = new RuntimeSettings(
                cache, URI.create(host.mirror()), false, Proxies.of(Map.of("HTTP_PROXY", "socks5://x")));
        assertThatThrownBy(() -> new RuntimeDownload(proxy).plan(LINUX, () -> false))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("HTTP_PROXY");
        assertThat(host.requests()).isEmpty();
        assertThat(RuntimeSettings.of(Map.of(), cache).mirror()).hasToString("https://publish.djl.ai/pytorch");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatBecomesFullEndsItAndKeepsWhatCame() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 300)) {
            RuntimeDownload small = to(new EngineCache(disk.path()));
            RuntimePlan plan = plan();
            AtomicReference<Path> filler = new AtomicReference<>();
            assertThatThrownBy(() -> small.run(
                            plan,
                            (library, done, all) -> {
                                if (done > 1_000_000 && filler.get() == null) {
                                    filler.set(disk.fill());
                                }
                            },
                            () -> false))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContainingAll("DJL_CACHE_DIR", disk.path().toString(), "full");
            // Too little from the beginning is said before anything is asked for.
            long sent = host.sent();
            assertThatThrownBy(() -> small.run(plan, (library, done, all) -> {}, () -> false))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContainingAll("DJL_CACHE_DIR", "free");
            assertThat(host.sent()).isEqualTo(sent);
            Files.delete(filler.get());
            assertThat(small.missing(plan)).isLessThan(plan.bytes());
            assertThat(small.run(plan, (library, done, all) -> {}, () -> false)).isTrue();
            assertThat(small.folder(LINUX).resolve("libtorch_cuda.so")).hasBinaryContent(LARGE);
        }
    }
}
