package dev.bunrui.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    @TempDir
    Path folder;

    private Path data;
    private SweepFolder sweep;

    @BeforeEach
    void make() throws IOException {
        data = TinyRun.data(folder);
        sweep = TinySweep.make(folder.resolve("runs"), "s", plan(data, 1, "1e-2", "1e-3"));
    }

    private static SweepPlan plan(Path data, int epochs, String... rates) {
        return TinySweep.plan(data, epochs, false, new Axis("lr", List.of(rates)));
    }

    private static Grid grid(SweepPlan plan) {
        try (Loaded loaded = new Loaded(TinyRun.MODELS)) {
            return Grid.of(plan, loaded);
        }
    }

    @Test
    void ofAWiderGridOnlyWhatIsNewIsAdded() {
        Grid more = sweep.read().beyond(grid(plan(data, 1, "1e-2", "5e-3", "1e-3")));
        assertThat(more.runs()).extracting(Combination::values).containsExactly(Map.of("lr", "5e-3"));
        assertThat(sweep.add(more.runs())).containsExactly("s-03");
    }

    @Test
    void whatTheNewRunsDoNotShareWithTheOthersIsAmongTheirValues() {
        Grid more = sweep.read().beyond(grid(plan(data, 2, "1e-2")));
        assertThat(more.runs()).extracting(Combination::values).containsExactly(Map.of("lr", "1e-2", "epochs", "2"));
        sweep.add(more.runs());
        assertThat(Grid.settings(sweep.read().plan(), sweep.read().runs().getOrDefault("s-03", Map.of())))
                .isEqualTo(more.runs().get(0).settings());
    }

    @Test
    void nothingNewAndOtherArticlesAreRefused() throws IOException {
        Grid same = grid(plan(data, 1, "1e-3"));
        assertThatThrownBy(() -> sweep.read().beyond(same))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("in the sweep already");
        Path copy = Files.copy(data, folder.resolve("copy.csv"));
        Grid others = grid(plan(copy, 1, "1e-4"));
        assertThatThrownBy(() -> sweep.read().beyond(others))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("other articles");
    }
}
