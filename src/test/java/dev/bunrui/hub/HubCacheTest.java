package dev.bunrui.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.file.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCacheTest {
    private static final HubModel MAIN = new HubModel("someone/tiny", HubModel.MAIN);
    private static final HubModel OLD = new HubModel("someone/tiny", "v1");
    private static final HubDownload.Progress NOBODY = (file, done, all) -> {};

    @TempDir
    Path folder;

    private HubCache cache;
    private Path stick;

    @BeforeEach
    void aStickAndACache() throws IOException {
        cache = new HubCache(folder.resolve("hub"));
        stick = Files.createDirectory(folder.resolve("stick"));
        Files.writeString(stick.resolve("config.json"), "{}");
        Files.writeString(stick.resolve("model.safetensors"), "new weights");
    }

    private boolean copy(HubModel model) {
        return new HubImport(cache).run(stick, model, List.of("config.json", "model.safetensors"), NOBODY, () -> false);
    }

    private List<String> blobs() throws IOException {
        try (Stream<Path> blobs = Files.list(cache.blobs(MAIN.id()))) {
            return blobs.map(blob -> blob.getFileName().toString()).toList();
        }
    }

    @Test
    void aRevisionThatIsRemovedTakesOnlyWhatNoOtherHas() throws IOException {
        copy(OLD);
        Files.writeString(stick.resolve("model.safetensors"), "newer weights, and more of them");
        copy(MAIN);
        assertThat(blobs()).hasSize(3);
        assertThat(cache.remove(OLD)).isEqualTo("new weights".length() + 40); // and the branch with its commit
        assertThat(blobs()).hasSize(2);
        assertThat(cache.snapshot(OLD)).isEmpty();
        Path there = cache.snapshot(MAIN).orElseThrow();
        assertThat(there.resolve("config.json")).hasContent("{}");
        assertThat(there.resolve("model.safetensors")).hasContent("newer weights, and more of them");
        assertThat(cache.remove(OLD)).isZero();
        assertThat(cache.remove(MAIN)).isPositive();
        assertThat(cache.models()).isEmpty();
    }

    @Test
    void whereThereAreNoLinksTheHashesThatWereNotedAreComparedWith() throws IOException {
        copy(MAIN);
        Path snapshot = cache.snapshot(MAIN).orElseThrow();
        for (String name : List.of("config.json", "model.safetensors")) {
            Path content = snapshot.resolve(name).toRealPath();
            Files.delete(snapshot.resolve(name));
            Files.move(content, snapshot.resolve(name));
        }
        assertThat(cache.damaged(snapshot, () -> false)).isEmpty();
        Files.writeString(snapshot.resolve("model.safetensors"), "old weights");
        assertThat(cache.damaged(snapshot, () -> false)).containsExactly(snapshot.resolve("model.safetensors"));
        Files.delete(snapshot.resolve("model.safetensors"));
        assertThat(cache.damaged(snapshot, () -> false)).isEmpty();
    }

    @Test
    void whatACopyStoppedHalfWayHadWholeIsNotCopiedAgain() throws IOException {
        byte[] weights = new byte[5 << 20];
        Files.write(stick.resolve("model.safetensors"), weights);
        AtomicInteger asked = new AtomicInteger();
        List<String> names = List.of("config.json", "model.safetensors");
        assertThat(new HubImport(cache).run(stick, MAIN, names, NOBODY, () -> asked.incrementAndGet() > 4))
                .isFalse();
        assertThat(cache.snapshot(MAIN)).isEmpty();
        assertThat(blobs()).hasSize(1);
        List<Long> heard = new ArrayList<>();
        assertThat(new HubImport(cache).run(stick, MAIN, names, (file, done, all) -> heard.add(done), () -> false))
                .isTrue();
        assertThat(heard).isSorted().hasSize(7).endsWith((long) weights.length + 2);
        assertThat(cache.snapshot(MAIN).orElseThrow().resolve("model.safetensors"))
                .hasBinaryContent(weights);
    }

    @Test
    void manyWhoCopyTheSameAtOnceEndWithTheRightFiles() {
        assertThat(IntStream.range(0, 6).parallel().mapToObj(i -> copy(MAIN))).containsOnly(true);
        Path there = cache.snapshot(MAIN).orElseThrow();
        assertThat(there.resolve("model.safetensors")).hasContent("new weights");
        assertThat(cache.damaged(there, () -> false)).isEmpty();
    }

    @Test
    void theHashesAreThoseOfTheHub() throws IOException {
        copy(MAIN);
        byte[] weights = "new weights".getBytes(StandardCharsets.UTF_8);
        assertThat(blobs())
                .containsExactlyInAnyOrder(
                        HubServer.hash("SHA-256", weights), "9e26dfeeb6e641a33dae4961196235bdb965b21b");
        assertThat(ContentHash.ofLength("9e26dfeeb6e641a33dae4961196235bdb965b21b")
                        .of(stick.resolve("config.json"), () -> false))
                .isEqualTo("9e26dfeeb6e641a33dae4961196235bdb965b21b");
    }

    @Test
    void aRepositoryInWhichAnotherProcessWorksIsCountedAllTheSame() throws Exception {
        copy(MAIN);
        Path blobs = cache.blobs(MAIN.id());
        long whole = cache.bytes(MAIN.id());
        Thread other = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Path passing = Files.createFile(blobs.resolve("passing.part"));
                    Files.move(passing, blobs.resolve("passed"));
                    Files.delete(blobs.resolve("passed"));
                } catch (IOException unlikely) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        other.start();
        try {
            for (int i = 0; i < 2000; i++) {
                assertThat(cache.bytes(MAIN.id())).isEqualTo(whole);
            }
        } finally {
            other.interrupt();
            other.join();
        }
    }
}
