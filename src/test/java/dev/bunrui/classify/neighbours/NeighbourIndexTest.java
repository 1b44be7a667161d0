package dev.bunrui.classify.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.classify.neighbours.NeighbourIndex.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourIndexTest {
    private static final NeighbourIndex INDEX = new NeighbourIndex(List.of(
            new Entry("東/a", "料理", new float[] {3, 0}),
            new Entry("b", "映画", new float[] {0, -1}),
            new Entry("c", "料理", new float[] {1, 1}),
            new Entry("d", "", new float[] {0, 0})));

    @TempDir
    Path folder;

    @Test
    void theNearestPointTheSameWayHoweverLongTheyAre() {
        List<Neighbour> nearest = INDEX.nearest(new float[] {0.1f, 0}, 3);
        assertThat(nearest).extracting(Neighbour::id).containsExactly("東/a", "c", "b");
        assertThat(nearest.get(0).cosine()).isEqualTo(1, within(1e-12));
        assertThat(nearest.get(1).cosine()).isEqualTo(Math.sqrt(0.5), within(1e-12));
        assertThat(nearest.get(1).place()).isEqualTo(2);
        assertThat(INDEX.nearest(new float[] {0, 1}, 9)).hasSize(4).last().isEqualTo(new Neighbour(1, "b", "映画", -1));
    }

    @Test
    void anIndexComesBackFromItsFileUnderItsKeyOnly() {
        Path file = folder.resolve("neighbours.bin");
        NeighbourFile.write(file, "鍵", INDEX);
        assertThat(NeighbourFile.read(file, "鍵"))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(INDEX);
        assertThat(NeighbourFile.read(file, "other")).isEmpty();
        assertThat(NeighbourFile.read(folder.resolve("none"), "鍵")).isEmpty();
    }

    @Test
    void aFileThatWasCutOrDamagedIsNoIndex() throws Exception {
        Path file = folder.resolve("neighbours.bin");
        NeighbourFile.write(file, "k", INDEX);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(NeighbourFile.read(file, "k")).as("%d bytes", length).isEmpty();
        }
        for (int at = 0; at < 21; at++) { // what stands before the articles, and the length of the first id
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xff;
            Files.write(file, damaged);
            assertThat(NeighbourFile.read(file, "k")).as("byte %d", at).isEmpty();
        }
    }
}
