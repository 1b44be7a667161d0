package dev.bunrui.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final byte[] CONTENT = new byte[1_000_003];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir
    Path folder;

    private final Download download =
            new Download(new Web(ProxySelector.getDefault(), Duration.ofSeconds(20)), Duration.ZERO, 5, 4, 1 << 22);

    private Path target() {
        return folder.resolve("data").resolve("corpus.tar.gz");
    }

    private static RemoteFile file(LoopbackServer server) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(CONTENT);
        return new RemoteFile(server.address(), CONTENT.length, HexFormat.of().formatHex(digest));
    }

    private boolean fetch(LoopbackServer server) throws Exception {
        return download.fetch(file(server), target(), done -> {}, () -> false);
    }

    private long kept() throws IOException {
        return Files.size(target().resolveSibling("corpus.tar.gz.part"));
    }

    @Test
    void theFileIsThereWholeAndFetchedOnce() throws Exception {
        List<Long> heard = new ArrayList<>();
        try (LoopbackServer server = new LoopbackServer(CONTENT, LoopbackServer::well)) {
            assertThat(download.fetch(file(server), target(), heard::add, () -> false))
                    .isTrue();
            assertThat(target()).hasBinaryContent(CONTENT);
            assertThat(heard).isSorted().startsWith(0L).endsWith((long) CONTENT.length);
            assertThat(target().resolveSibling("corpus.tar.gz.part")).doesNotExist();
            assertThat(fetch(server)).isTrue();
            assertThat(server.ranges()).containsExactly("");
        }
    }

    @Test
    void aBrokenConnectionGoesOnWhereItBroke() throws Exception {
        try (LoopbackServer server = new LoopbackServer(
                CONTENT,
                LoopbackServer.breaking(300_000),
                LoopbackServer.status(503),
                LoopbackServer.breaking(200_000),
                LoopbackServer::well)) {
            assertThat(fetch(server)).isTrue();
            assertThat(target()).hasBinaryContent(CONTENT);
            // What was under way when the connection broke may be lost, and what had come before is not.
            List<Integer> from = server.ranges().stream()
                    .map(range -> range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", "")))
                    .toList();
            assertThat(from).hasSize(4).first().isEqualTo(0);
            assertThat(from.get(1)).isBetween(0, 300_000).isEqualTo(from.get(2));
            assertThat(from.get(3)).isBetween(from.get(2), from.get(2) + 200_000);
        }
    }

    @Test
    void aServerWithoutRangesSendsAllAgain() throws Exception {
        try (LoopbackServer server =
                new LoopbackServer(CONTENT, LoopbackServer.breaking(300_000), LoopbackServer::allAgain)) {
            assertThat(fetch(server)).isTrue();
            assertThat(target()).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void aDownloadThatWasStoppedGoesOnLater() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (LoopbackServer server = new LoopbackServer(CONTENT, LoopbackServer::well)) {
            assertThat(download.fetch(file(server), target(), done -> stop.set(done > 100_000), stop::get))
                    .isFalse();
            assertThat(target()).doesNotExist();
            long kept = kept();
            assertThat(kept).isBetween(100_000L, CONTENT.length - 1L);
            assertThat(fetch(server)).isTrue();
            assertThat(target()).hasBinaryContent(CONTENT);
            assertThat(server.ranges()).containsExactly("", "bytes=" + kept + "-");
        }
    }

    @Test
    void anotherFileThanTheKnownOneIsRefusedAndNotKept() throws Exception {
        byte[] other = CONTENT.clone();
        other[500_000]++;
        try (LoopbackServer server = new LoopbackServer(other, LoopbackServer::well)) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContainingAll("another file", server.address().toString());
            assertThat(target()).doesNotExist();
            assertThat(target().resolveSibling("corpus.tar.gz.part")).doesNotExist();
            assertThat(target().resolveSibling("corpus.tar.gz.wrong")).hasBinaryContent(other);
        }
    }

    @Test
    void aServerThatDoesNotGiveTheFileIsNamed() throws Exception {
        try (LoopbackServer server = new LoopbackServer(CONTENT, LoopbackServer.status(404))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContainingAll(server.address().toString(), "404");
            assertThat(server.ranges()).hasSize(1);
        }
        try (LoopbackServer server = new LoopbackServer(CONTENT, LoopbackServer.status(500))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContainingAll("HTTP 500", target().toString());
            assertThat(server.ranges()).hasSize(5);
        }
    }

    @Test
    void aServerThatFallsSilentIsAskedAgain() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Download impatient =
                new Download(new Web(ProxySelector.getDefault(), Duration.ofSeconds(2)), Duration.ZERO, 3, 4, 1 << 22);
        try (LoopbackServer server = new LoopbackServer(
                CONTENT,
                (exchange, content) -> {
                    exchange.sendResponseHeaders(200, content.length);
                    exchange.getResponseBody().write(content, 0, 1000);
                    exchange.getResponseBody().flush();
                    try {
                        over.await();
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                },
                LoopbackServer::well)) {
            assertThat(impatient.fetch(file(server), target(), done -> {}, () -> false))
                    .isTrue();
            over.countDown();
            assertThat(target()).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void manyWhoWantTheSameFetchItOnce() throws Exception {
        try (LoopbackServer server = new LoopbackServer(CONTENT, LoopbackServer::well)) {
            RemoteFile file = file(server);
            assertThat(IntStream.range(0, 4)
                            .parallel()
                            .mapToObj(i -> download.fetch(file, target(), done -> {}, () -> false)))
                    .containsOnly(true);
            assertThat(server.ranges()).hasSize(1);
        }
    }
}
