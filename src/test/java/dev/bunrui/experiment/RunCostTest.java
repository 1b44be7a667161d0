package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.bunrui.llm.ModelConfig;
import dev.bunrui.torch.Precision;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run will take follows its settings. */
class RunCostTest {
    private static final ModelConfig MODEL =
            ModelConfig.read(Path.of("assets", "models", "bunrui-mini", "config.json"));
    private static final long PARAMETERS = 5_256_704;

    /** The tokens' vectors, which are stored in bf16 and used where they are. */
    private static final long TABLE = 8192 * 256;

    private static final long MUCH = 64L << 30;

    /** The livedoor news corpus: 7,367 articles, mostly cut at 512 tokens. */
    private static final Workload NEWS =
            new Workload(7367, 512, 8_600_000, 0.8 * 3_400_000, 0.1 * 3_400_000, 3_400_000 / 7367.0);

    private static RunSettings with(String... optionsAndTexts) {
        Map<String, String> texts = new HashMap<>(Map.of("model", "bunrui-mini"));
        for (int i = 0; i < optionsAndTexts.length; i += 2) {
            texts.put(optionsAndTexts[i], optionsAndTexts[i + 1]);
        }
        return RunOptions.parse(texts, Path.of("data"));
    }

    private static MemoryNeed memory(RunSettings settings, Precision precision, long free) {
        return MemoryNeed.of(MODEL, PARAMETERS, settings, precision, false, NEWS, free);
    }

    @Test
    void theStandardRunOnTheNewsTakesAboutWhatWasMeasured() {
        // Measured at its peak: 992 to 1,149 MiB.
        double planned = memory(with(), Precision.BF16, MUCH).onDevice() / (double) (1 << 20);
        assertThat(planned).isCloseTo(1000, within(100.0));
    }

    @Test
    void eachWayOutTakesLess() {
        long whole = memory(with("recompute", "off"), Precision.FP32, MUCH).activations();
        assertThat(memory(with("recompute", "on"), Precision.FP32, MUCH).activations())
                .isLessThan(whole);
        assertThat(memory(with("recompute", "off"), Precision.BF16, MUCH).activations())
                .isBetween(whole / 2, whole / 2 + whole / 100); // the heads' sums stay in full
        assertThat(memory(with("recompute", "auto"), Precision.FP32, 100 << 20).activations())
                .isLessThan(whole);
        assertThat(memory(with(), Precision.FP32, MUCH).weights()).isEqualTo(4 * PARAMETERS - 2 * TABLE);
    }

    @Test
    void fewerBitsTakeLessButForOneLayerWhichIsComputedInFull() {
        long linears = 4L * 256 * (3 * 256 + 256 + 4 * 256 + 4 * 256);
        long layer = linears / 4;
        long others = PARAMETERS - linears;
        assertThat(memory(with("weights", "int8"), Precision.FP32, MUCH).weights())
                .isEqualTo(linears + 4 * 4L * (3 * 256 + 256 + 4 * 256 + 256) + 4 * (layer + others) - 2 * TABLE);
        assertThat(memory(with("weights", "nf4"), Precision.BF16, MUCH).weights() - 2 * (layer + others))
                .isBetween(linears / 2, (long) (linears * 4.13 / 8));
    }

    @Test
    void aCardTakesAllButWhatMainMemoryHas() {
        MemoryNeed here = memory(with(), Precision.BF16, MUCH);
        MemoryNeed there = MemoryNeed.of(MODEL, PARAMETERS, with(), Precision.BF16, true, NEWS, MUCH);
        assertThat(here.inMainMemory()).isEqualTo(here.onDevice());
        assertThat(there.onDevice())
                .isEqualTo(there.weights() + there.adapter() + there.activations() + there.context());
        assertThat(there.inMainMemory()).isEqualTo(there.program());
        // Eight times as many tokens at once, of which a card's allocator leaves nothing between.
        assertThat(there.activations()).isCloseTo(6 * here.activations(), withinPercentage(1));
    }

    @Test
    void aSmallCardIsPlannedToComputeLessAtOnce() {
        RunSettings settings = with();
        MemoryNeed large = MemoryNeed.of(MODEL, PARAMETERS, settings, Precision.BF16, true, NEWS, MUCH);
        long beside = large.onDevice() - large.activations();
        MemoryNeed small =
                MemoryNeed.of(MODEL, PARAMETERS, settings, Precision.BF16, true, NEWS, beside + large.activations());
        assertThat(small.activations()).isEqualTo(large.activations() / 2);
    }

    @Test
    void theAdapterGrowsWithItsRankAndItsTargets() {
        long small = memory(with("lora-r", "8"), Precision.FP32, MUCH).adapter();
        // Four layers, 256 inputs and 768 outputs, a value, a gradient, two moments and a copy in four bytes each.
        assertThat(small).isEqualTo(4L * 8 * (256 + 768) * 20);
        assertThat(memory(with("lora-r", "16"), Precision.FP32, MUCH).adapter()).isEqualTo(2 * small);
        assertThat(memory(with("lora-r", "8", "target-modules", "query_key_value,dense"), Precision.FP32, MUCH)
                        .adapter())
                .isGreaterThan(small);
    }

    @Test
    void timeGrowsWithTheEpochsAndShrinksWithTheSpeed() {
        double one = TimeNeed.of(MODEL, with("epochs", "1"), NEWS, 1e11).seconds();
        double ten = TimeNeed.of(MODEL, with("epochs", "10"), NEWS, 1e11).seconds();
        assertThat(ten).isBetween(5 * one, 10 * one);
        assertThat(TimeNeed.of(MODEL, with("epochs", "10"), NEWS, 2e11).seconds())
                .isLessThan(0.6 * ten);
        assertThat(TimeNeed.of(MODEL, with("epochs", "10", "weights", "nf4"), NEWS, 1e11)
                        .seconds())
                .isBetween(1.05 * ten, 1.1 * ten);
        TimeNeed measured = TimeNeed.measured(with(), NEWS, 15_000);
        assertThat(measured.measured()).isTrue();
        // Measured on two cores at 15 thousand tokens a second: 40 minutes.
        assertThat(measured.seconds() / 60).isCloseTo(40, within(10.0));
    }
}
