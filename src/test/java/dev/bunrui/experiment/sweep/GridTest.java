package dev.bunrui.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void articles() throws IOException {
        data = TinyRun.data(folder);
    }

    private Grid grid(Axis... axes) {
        try (Loaded loaded = new Loaded(TinyRun.MODELS)) {
            return Grid.of(TinySweep.plan(data, 1, false, axes), loaded);
        }
    }

    @Test
    void whatCannotBeTrainedIsLeftOutWithItsReason() {
        Grid grid = grid(
                new Axis("lr", List.of("1e-2", "0")),
                new Axis("max-length", List.of("32", "100000")),
                new Axis("target-modules", List.of("query_key_value", "nonsense")));
        assertThat(grid.runs()).hasSize(1);
        assertThat(grid.runs().get(0).values())
                .isEqualTo(Map.of("lr", "1e-2", "max-length", "32", "target-modules", "query_key_value"));
        assertThat(grid.skipped()).hasSize(7);
        assertThat(reason(grid, "1e-2", "100000", "query_key_value")).contains("100,000");
        assertThat(reason(grid, "1e-2", "32", "nonsense")).contains("nonsense", "query_key_value");
        assertThat(reason(grid, "0", "32", "query_key_value")).contains("learning rate");
    }

    private static String reason(Grid grid, String lr, String length, String modules) {
        Map<String, String> values = Map.of("lr", lr, "max-length", length, "target-modules", modules);
        return grid.skipped().stream()
                .filter(each -> each.values().equals(values))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    @Test
    void aTemplateThatIsTooLongIsOneOfThose() {
        Grid grid = grid(
                new Axis("max-length", List.of("32", "2")), new Axis("template", List.of("2", "w10 w11 w12 {body}")));
        assertThat(grid.skipped()).isNotEmpty();
        assertThat(grid.skipped()).allSatisfy(each -> {
            assertThat(each.values()).containsEntry("max-length", "2");
            assertThat(each.reason()).contains("max-length");
        });
    }

    @Test
    void aGridOfWhichNothingIsLeftIsRefusedWithTheFirstReason() {
        assertThatThrownBy(() -> grid(new Axis("lr", List.of("0", "-1"))))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("2 combinations")
                .hasMessageContaining("learning rate");
    }

    @Test
    void foldsWithoutAClassAreLeftOut() {
        Grid grid = grid(new Axis("fold", List.of("1/3", "2/3", "3/3", "4/3")));
        assertThat(grid.runs()).hasSize(3);
        assertThat(grid.skipped().get(0).reason()).contains("4/3");
    }

    @Test
    void equalSettingsAreTrainedOnce() {
        assertThat(grid(new Axis("lr", List.of("1e-2", "0.01", "0.010"))).runs())
                .hasSize(1);
    }

    @Test
    void listsThatMakeTooManyCombinationsAreRefused() {
        List<String> many = IntStream.range(0, 101).mapToObj(String::valueOf).toList();
        assertThatThrownBy(() -> grid(new Axis("seed", many), new Axis("split-seed", many)))
                .hasMessageContaining("10000");
    }

    @Test
    void emptyValuesAreRefusedByTheOptionsName() {
        assertThatThrownBy(() -> new Axis("lr", List.of("1e-4", ""))).hasMessageContaining("--lr");
    }

    @Test
    void everySettingIsRunBeforeAnyIsRepeatedAndTheFirstRunsShowTheWholeRange() {
        Grid grid = grid(
                new Axis("seed", List.of("1", "2")),
                new Axis("lr", List.of("1e-4", "2e-4", "3e-4", "4e-4", "5e-4")),
                new Axis("lora-r", List.of("2", "4", "8")));
        assertThat(grid.runs()).hasSize(30);
        Set<String> first = new HashSet<>();
        for (Combination run : grid.runs().subList(0, 15)) {
            assertThat(run.values()).containsEntry("seed", "1");
            first.add(run.values().get("lr") + " " + run.values().get("lora-r"));
        }
        assertThat(first).hasSize(15);
        assertThat(grid.runs().get(0).values()).containsEntry("lr", "3e-4").containsEntry("lora-r", "4");
        assertThat(grid.runs().subList(1, 5).stream()
                        .map(run -> run.values().get("lr") + " " + run.values().get("lora-r"))
                        .toList())
                .containsExactlyInAnyOrder("1e-4 2", "1e-4 8", "5e-4 2", "5e-4 8");
    }
}
