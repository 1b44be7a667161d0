package dev.bunrui.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.file.Download;
import dev.bunrui.file.Web;
import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubDownloadTest {
    private static final byte[] WEIGHTS = new byte[3_000_001];
    private static final byte[] CONFIG = "{\"model_type\": \"llama\"}".getBytes(StandardCharsets.UTF_8);
    private static final HubModel MODEL = new HubModel(HubServer.ID, HubModel.MAIN);

    static {
        new Random(5).nextBytes(WEIGHTS);
    }

    @TempDir
    Path cache;

    private HubServer server;

    @BeforeEach
    void open() throws IOException {
        server = new HubServer(
                Map.of("config.json", CONFIG, "model.safetensors", WEIGHTS, "flax_model.msgpack", CONFIG));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HubDownload download(Optional<String> token) {
        return download(token, Duration.ofSeconds(20));
    }

    /** Four connections for a file of three megabytes, and no time lost between attempts. */
    private HubDownload download(Optional<String> token, Duration patience) {
        HubSettings settings =
                new HubSettings(cache, URI.create(server.endpoint()), token, false, Proxies.of(Map.of()));
        Web web = new Web(ProxySelector.of(null), patience);
        return new HubDownload(
                settings, new HubApi(settings, web, Duration.ZERO), new Download(web, Duration.ZERO, 5, 4, 700_000));
    }

    private static List<HubFile> wanted(List<HubFile> all) {
        return all.stream().filter(file -> !file.path().startsWith("flax")).toList();
    }

    private boolean fetch() {
        HubDownload download = download(Optional.empty());
        return download.run(download.plan(MODEL, HubDownloadTest::wanted), (file, done, all) -> {}, () -> false);
    }

    private Path repository() {
        return cache.resolve("models--someone--tiny");
    }

    private Path snapshot() {
        return repository().resolve("snapshots").resolve(HubServer.COMMIT);
    }

    private void assertWhole() throws IOException {
        assertThat(snapshot().resolve("config.json")).hasBinaryContent(CONFIG);
        assertThat(snapshot().resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(repository().resolve("refs/main")).hasContent(HubServer.COMMIT);
        try (Stream<Path> blobs = Files.list(repository().resolve("blobs"))) {
            assertThat(blobs.map(blob -> blob.getFileName().toString()).filter(name -> !name.endsWith(".wrong")))
                    .containsExactlyInAnyOrder(
                            HubServer.hash("SHA-256", WEIGHTS),
                            HubServer.hash(
                                    "SHA-1",
                                    ("blob " + CONFIG.length + "\0").getBytes(StandardCharsets.US_ASCII),
                                    CONFIG));
        }
    }

    private void assertNothingUnderItsName() {
        assertThat(snapshot().resolve("model.safetensors")).doesNotExist();
        assertThat(repository().resolve("refs/main")).doesNotExist();
        assertThat(repository().resolve("blobs").resolve(HubServer.hash("SHA-256", WEIGHTS)))
                .doesNotExist();
    }

    @Test
    void whatIsNeededLiesInTheCacheAsTheHubsOwnLibraryLaysItOut() throws IOException {
        List<Long> heard = new ArrayList<>();
        HubDownload download = download(Optional.empty());
        HubListing plan = download.plan(MODEL, HubDownloadTest::wanted);
        assertThat(download.missing(plan)).isEqualTo(WEIGHTS.length + CONFIG.length);
        assertThat(download.run(plan, (file, done, all) -> heard.add(done), () -> false))
                .isTrue();
        assertWhole();
        assertThat(heard).isSorted().endsWith((long) WEIGHTS.length + CONFIG.length);
        assertThat(snapshot().resolve("model.safetensors")).isSymbolicLink();
        assertThat(server.requests().stream().filter(request -> request.contains("bytes=")))
                .hasSize(4);
        int before = server.requests().size();
        assertThat(download.missing(plan)).isZero();
        assertThat(fetch()).isTrue();
        assertThat(server.requests()).hasSize(before + 1);
        assertThat(new HubCache(cache).damaged(snapshot(), () -> false)).isEmpty();
        assertThat(new HubCache(cache).models()).containsExactly(HubServer.ID);
    }

    @Test
    void connectionsThatBreakAnywhereGoOnWhereTheyBroke() throws IOException {
        Random random = new Random(11);
        AtomicInteger cuts = new AtomicInteger();
        server.mischief((exchange, number) -> {
            if (!exchange.getRequestURI().getPath().endsWith(".safetensors") || cuts.incrementAndGet() > 25) {
                return false;
            }
            server.send(exchange, WEIGHTS, random.nextInt(400_000));
            return true;
        });
        assertThat(fetch()).isTrue();
        assertWhole();
        assertThat(cuts.get()).isGreaterThan(5);
        assertThat(server.sent()).isLessThan(2L * WEIGHTS.length);
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() throws IOException {
        server.mischief((exchange, number) -> {
            if (number % 2 == 0) {
                return false;
            }
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(number % 4 == 1 ? 429 : 503, -1);
            return true;
        });
        assertThat(fetch()).isTrue();
        assertWhole();
    }

    @Test
    void aServerThatFallsSilentIsAskedAgain() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        server.mischief((exchange, number) -> {
            boolean weights = exchange.getRequestURI().getPath().endsWith(".safetensors");
            if (!weights || !first.getAndSet(false)) {
                return false;
            }
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-749999/" + WEIGHTS.length);
            exchange.sendResponseHeaders(206, 750_000);
            exchange.getResponseBody().write(WEIGHTS, 0, 1000);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        HubDownload download = download(Optional.empty(), Duration.ofSeconds(2));
        assertThat(download.run(download.plan(MODEL, HubDownloadTest::wanted), (file, done, all) -> {}, () -> false))
                .isTrue();
        over.countDown();
        assertWhole();
    }

    @Test
    void aServerWithoutRangesSendsItAllOnce() throws IOException {
        server.mischief((exchange, number) -> {
            if (exchange.getRequestURI().getPath().endsWith(".safetensors")) {
                exchange.sendResponseHeaders(200, WEIGHTS.length);
                exchange.getResponseBody().write(WEIGHTS);
                return true;
            }
            return false;
        });
        assertThat(fetch()).isTrue();
        assertWhole();
    }

    @Test
    void wrongBytesArePutAsideAndSaidAndTheRightOnesCanComeLater() throws IOException {
        byte[] wrong = WEIGHTS.clone();
        wrong[2_000_000]++;
        server.tamper("model.safetensors", wrong);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(FailureException.class)
                .hasMessageContainingAll("SHA-256", ".wrong", HubServer.hash("SHA-256", wrong));
        assertNothingUnderItsName();
        server.tamper("model.safetensors", WEIGHTS);
        assertThat(fetch()).isTrue();
        assertWhole();
    }

    @ParameterizedTest
    @CsvSource({"2999990", "10", "0"})
    void aFileThatIsTooShortIsNeverTakenForTheRightOne(int length) {
        server.mischief((exchange, number) -> {
            if (exchange.getRequestURI().getPath().endsWith(".safetensors")) {
                byte[] other = Arrays.copyOf(WEIGHTS, length);
                exchange.sendResponseHeaders(200, other.length == 0 ? -1 : other.length);
                exchange.getResponseBody().write(other);
                return true;
            }
            return false;
        });
        assertThatThrownBy(this::fetch).isInstanceOf(FailureException.class);
        assertNothingUnderItsName();
    }

    @Test
    void whatFollowsAFileIsNotTakenForPartOfIt() throws IOException {
        server.tamper("model.safetensors", Arrays.copyOf(WEIGHTS, WEIGHTS.length + 1000));
        assertThat(fetch()).isTrue();
        assertWhole();
    }

    @ParameterizedTest
    @CsvSource({
        "401,,not public,HF_TOKEN",
        "403,GatedRepo,accepted its terms,/someone/tiny",
        "404,RepoNotFound,no model,someone/tiny",
        "404,RevisionNotFound,revision,someone/tiny",
        "410,,410,someone/tiny",
    })
    void whatTheHubRefusesIsExplained(int status, String code, String named, String also) {
        server.mischief((exchange, number) -> {
            if (code != null) {
                exchange.getResponseHeaders().set("X-Error-Code", code);
            }
            exchange.sendResponseHeaders(status, -1);
            return true;
        });
        assertThatThrownBy(this::fetch).isInstanceOf(FailureException.class).hasMessageContainingAll(named, also);
        assertThat(server.requests()).hasSize(1);
        assertNothingUnderItsName();
    }

    @Test
    void aModelUnderTermsTellsWhatItHoldsAndRefusesItsFilesWithTheWayToThem() throws IOException {
        server.mischief((exchange, number) -> {
            if (!exchange.getRequestURI().getPath().contains("/resolve/")) {
                return false;
            }
            exchange.getResponseHeaders().set("X-Error-Code", "GatedRepo");
            exchange.sendResponseHeaders(403, -1);
            return true;
        });
        assertThatThrownBy(this::fetch)
                .isInstanceOf(FailureException.class)
                .hasMessageContainingAll("accepted its terms", server.endpoint() + "/someone/tiny", "HF_TOKEN");
        assertThat(server.requests()).hasSize(2);
        assertNothingUnderItsName();
        assertThat(new HubCache(cache).bytes(HubServer.ID)).isZero();
    }

    @Test
    void aTokenThatTheHubDoesNotKnowIsSaidToBeOne() {
        server.mischief((exchange, number) -> {
            exchange.getResponseHeaders().set("X-Error-Message", "Invalid credentials in Authorization header");
            exchange.sendResponseHeaders(401, -1);
            return true;
        });
        assertThatThrownBy(() -> download(Optional.of("old")).plan(MODEL, HubDownloadTest::wanted))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("does not know the token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[broken", "ftp://127.0.0.1/x", "mailto:a@b.example", "/elsewhere"})
    void aServerThatSendsOnToNowhereIsNotFollowed(String location) {
        server.mischief((exchange, number) -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
            return true;
        });
        assertThatThrownBy(this::fetch).isInstanceOf(FailureException.class).hasMessageContaining(server.endpoint());
        assertNothingUnderItsName();
    }

    @Test
    void rangesComeOverConnectionsOfTheirOwn() throws IOException {
        Set<Integer> clients = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(4);
        server.mischief((exchange, number) -> {
            if (exchange.getRequestURI().getPath().endsWith(".safetensors")) {
                clients.add(exchange.getRemoteAddress().getPort());
                try {
                    together.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                    throw new IOException(alone);
                }
            }
            return false;
        });
        assertThat(fetch()).isTrue();
        assertThat(clients).hasSize(4);
    }

    @Test
    void theTokenIsForTheHubAloneAndNotForWhereItSendsOn() throws IOException {
        server.mischief((exchange, number) -> {
            String path = exchange.getRequestURI().getPath();
            if (!path.contains("/resolve/")) {
                return false;
            }
            // The same server under another name, as it is another server to whoever asks.
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "http://localhost:" + server.port() + "/moved/"
                                    + path.substring(path.lastIndexOf('/') + 1));
            exchange.sendResponseHeaders(302, -1);
            return true;
        });
        HubDownload download = download(Optional.of("secret"));
        assertThat(download.run(download.plan(MODEL, HubDownloadTest::wanted), (file, done, all) -> {}, () -> false))
                .isTrue();
        assertWhole();
        assertThat(server.requests().stream().filter(request -> request.contains("127.0.0.1")))
                .allMatch(request -> request.endsWith(" Bearer secret"));
        assertThat(server.requests().stream().filter(request -> request.contains("localhost")))
                .hasSize(5)
                .allMatch(request -> request.endsWith(" -"));
    }

    @Test
    void whatCameBeforeAStopIsKept() throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        HubDownload download = download(Optional.empty());
        HubListing plan = download.plan(MODEL, HubDownloadTest::wanted);
        assertThat(download.run(plan, (file, done, all) -> stop.set(done > 1_500_000), stop::get))
                .isFalse();
        assertNothingUnderItsName();
        long before = server.sent();
        assertThat(fetch()).isTrue();
        assertWhole();
        assertThat(server.sent() - before).isLessThan(WEIGHTS.length - 1_000_000L);
    }

    @Test
    void whatIsHereIsCountedByWhatCameAndNotByTheLengthOfItsFile() {
        AtomicBoolean stop = new AtomicBoolean();
        HubDownload download = download(Optional.empty());
        HubListing plan = download.plan(MODEL, HubDownloadTest::wanted);
        long[] came = {0};
        download.run(
                plan,
                (file, done, all) -> {
                    came[0] = done;
                    stop.set(done > 400_000);
                },
                stop::get);
        long here = came[0];
        assertThat(here).isBetween(400_000L, 2_000_000L);
        HubCache hub = new HubCache(cache);
        assertThat(hub.bytes(HubServer.ID)).isBetween(400_000L, here + CONFIG.length);
        assertThat(hub.fetched(MODEL)).hasValueSatisfying(fetched -> {
            assertThat(fetched.all()).isEqualTo(WEIGHTS.length + CONFIG.length);
            assertThat(fetched.done()).isEqualTo(hub.bytes(HubServer.ID));
        });
        assertThat(download.missing(plan)).isEqualTo(WEIGHTS.length + CONFIG.length - hub.bytes(HubServer.ID));
        assertThat(fetch()).isTrue();
        // And the branch with its commit.
        assertThat(hub.bytes(HubServer.ID)).isEqualTo(WEIGHTS.length + CONFIG.length + 40);
    }

    @Test
    void notesOnWhatCameThatAreDamagedAreNotBelieved() throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        HubDownload download = download(Optional.empty());
        HubListing plan = download.plan(MODEL, HubDownloadTest::wanted);
        download.run(plan, (file, done, all) -> stop.set(done > 400_000), stop::get);
        Path notes = repository().resolve("blobs").resolve(HubServer.hash("SHA-256", WEIGHTS) + ".part.segments");
        String sound = Files.readString(notes);
        // A segment that has all, by a slip of the disk.
        Files.writeString(notes, sound.replaceFirst("(\\d{18}) (\\d{18}) \\d{18}", "$1 $2 $2"));
        assertThat(fetch()).isTrue();
        assertWhole();
        assertThat(notes).doesNotExist();
        assertThat(notes.resolveSibling(HubServer.hash("SHA-256", WEIGHTS) + ".wrong"))
                .doesNotExist();
    }

    @Test
    void whoWaitsForAnotherToFetchCanGiveUp() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        server.mischief((exchange, number) -> {
            if (exchange.getRequestURI().getPath().endsWith(".safetensors")) {
                begun.countDown();
                try {
                    over.await();
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                }
            }
            return false;
        });
        HubListing plan = download(Optional.empty()).plan(MODEL, HubDownloadTest::wanted);
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(this::fetch);
        begun.await();
        assertThat(download(Optional.empty()).run(plan, (file, done, all) -> {}, () -> true))
                .isFalse();
        over.countDown();
        assertThat(other.get(1, TimeUnit.MINUTES)).isTrue();
        assertWhole();
    }

    @Test
    void whoWaitsForABusyHubCanGiveUp() {
        server.mischief((exchange, number) -> {
            exchange.getResponseHeaders().set("RateLimit", "\"api\";r=0;t=299");
            exchange.sendResponseHeaders(429, -1);
            return true;
        });
        AtomicInteger asked = new AtomicInteger();
        assertThat(download(Optional.empty()).plan(MODEL, HubDownloadTest::wanted, () -> asked.incrementAndGet() > 1))
                .isEmpty();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void manyWhoWantTheSameFetchItOnce() throws IOException {
        assertThat(IntStream.range(0, 4).parallel().mapToObj(i -> fetch())).containsOnly(true);
        assertWhole();
        assertThat(server.sent()).isEqualTo(WEIGHTS.length + CONFIG.length);
    }

    @Test
    void aDiskWithoutRoomIsToldBeforeAnythingIsFetched() {
        HubDownload download = download(Optional.empty());
        HubListing plan = download.plan(MODEL, HubDownloadTest::wanted);
        List<HubFile> huge = List.of(
                new HubFile("model.safetensors", 1L << 60, plan.files().get(0).hash()));
        assertThatThrownBy(() ->
                        download.run(new HubListing(MODEL, plan.commit(), huge), (file, done, all) -> {}, () -> false))
                .isInstanceOf(FailureException.class)
                .hasMessageContainingAll("HF_HUB_CACHE", "free");
        assertThat(server.sent()).isZero();
    }

    @Test
    void aModelCopiedFromAFolderIsFoundAndIsTheSameWhenCopiedAgain(@TempDir Path stick) throws IOException {
        Files.write(stick.resolve("config.json"), CONFIG);
        Files.write(stick.resolve("model.safetensors"), WEIGHTS);
        HubCache hub = new HubCache(cache);
        for (int i = 0; i < 2; i++) {
            assertThat(new HubImport(hub)
                            .run(
                                    stick,
                                    MODEL,
                                    List.of("config.json", "model.safetensors"),
                                    (file, done, all) -> {},
                                    () -> false))
                    .isTrue();
        }
        Path there = hub.snapshot(MODEL).orElseThrow();
        assertThat(there.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(hub.damaged(there, () -> false)).isEmpty();
        try (Stream<Path> snapshots = Files.list(there.resolveSibling(""))) {
            assertThat(snapshots).hasSize(1);
        }
        Path blob = there.resolve("model.safetensors").toRealPath();
        byte[] damaged = WEIGHTS.clone();
        damaged[0]++;
        Files.write(blob, damaged);
        assertThat(hub.damaged(there, () -> false)).containsExactly(there.resolve("model.safetensors"));
        assertThat(hub.remove(HubServer.ID)).isGreaterThanOrEqualTo(WEIGHTS.length + CONFIG.length);
        assertThat(hub.models()).isEmpty();
    }
}
