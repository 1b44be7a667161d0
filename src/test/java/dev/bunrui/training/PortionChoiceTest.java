package dev.bunrui.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.torch.Precision;
import dev.bunrui.training.PortionChoice.Choice;
import dev.bunrui.training.TrainingSettings.Recompute;
import dev.bunrui.training.TrainingSettings.Select;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How much is computed at once, and which layers twice, follows the memory that is there. */
class PortionChoiceTest {
    private static final ModelConfig MODEL =
            ModelConfig.read(Path.of("assets", "models", "bunrui-mini", "config.json"));
    private static final LoraSettings LORA = new LoraSettings(8, 16, 0.1, List.of(LoraSettings.AUTO));
    private static final long MUCH = 64L << 30;

    /** Of twelve layers, each of which keeps one byte a token unless it is computed twice. */
    private static Choice ofCard(long room) {
        return PortionChoice.choose(
                List.of(16_384, 8192, 4096), 0, 11, (tokens, twice) -> (long) tokens * (12 - twice) <= room);
    }

    private static PortionChoice choice(boolean cuda, OptionalInt microBatch, Recompute recompute, int longest) {
        TrainingSettings settings =
                new TrainingSettings(1e-3, 32, microBatch, 1, 0, 0.01, 42, recompute, Select.LAST, OptionalInt.empty());
        return new PortionChoice(MODEL, LORA, Precision.BF16, cuda, settings, longest);
    }

    private static PortionChoice ofCard(Recompute recompute) {
        return choice(true, OptionalInt.empty(), recompute, 512);
    }

    @Test
    void aCardsMicroBatchShrinksBeforeAnyLayerIsComputedTwice() {
        assertThat(ofCard(12 * 16_384)).isEqualTo(new Choice(16_384, 0));
        assertThat(ofCard(12 * 16_384 - 1)).isEqualTo(new Choice(8192, 0));
        assertThat(ofCard(12 * 8192 - 1)).isEqualTo(new Choice(4096, 0));
    }

    @Test
    void thenAsFewLayersAreComputedTwiceAsLetItFit() {
        assertThat(ofCard(12 * 4096 - 1)).isEqualTo(new Choice(4096, 1));
        assertThat(ofCard(5 * 4096)).isEqualTo(new Choice(4096, 7));
        assertThat(ofCard(4096)).isEqualTo(new Choice(4096, 11));
        assertThat(ofCard(1)).isEqualTo(new Choice(4096, 11)); // it is tried
    }

    @Test
    void whereAllLayersAreComputedTwiceInAnyCaseTheMicroBatchIsTheLargestThatFits() {
        PortionChoice on = ofCard(Recompute.ON);
        long all = on.bytes(on.within(MUCH));
        assertThat(on.within(MUCH)).isEqualTo(new Portion(OptionalInt.empty(), 16_384, 3));
        assertThat(on.within(all)).isEqualTo(new Portion(OptionalInt.empty(), 16_384, 3));
        assertThat(on.within(all - 1)).isEqualTo(new Portion(OptionalInt.empty(), 8192, 3));
        assertThat(ofCard(Recompute.OFF).within(1)).isEqualTo(new Portion(OptionalInt.empty(), 4096, 0));
    }

    @Test
    void whatIsChosenFits() {
        PortionChoice auto = ofCard(Recompute.AUTO);
        Portion least = auto.within(0);
        long enough = auto.bytes(least);
        for (long room = enough; room < 20 * enough; room += enough / 3) {
            assertThat(auto.bytes(auto.within(room))).isLessThanOrEqualTo(room);
        }
    }

    @Test
    void aMicroBatchThatWasAskedForStays() {
        PortionChoice asked = choice(true, OptionalInt.of(16), Recompute.AUTO, 512);
        assertThat(asked.within(1)).isEqualTo(new Portion(OptionalInt.of(16), 16_384, 3));
        assertThat(asked.within(MUCH)).isEqualTo(new Portion(OptionalInt.of(16), 16_384, 0));
    }

    @Test
    void aTextIsNeverParted() {
        assertThat(choice(true, OptionalInt.empty(), Recompute.OFF, 6000).within(1))
                .isEqualTo(new Portion(OptionalInt.empty(), 8192, 0));
    }

    @Test
    void theProcessorsMicroBatchIsAlwaysTheSame() {
        PortionChoice auto = choice(false, OptionalInt.empty(), Recompute.AUTO, 512);
        long whole = auto.bytes(new Portion(OptionalInt.empty(), 2048, 0));
        assertThat(auto.within(whole)).isEqualTo(new Portion(OptionalInt.empty(), 2048, 0));
        assertThat(auto.within(whole - 1)).isEqualTo(new Portion(OptionalInt.empty(), 2048, 1));
        assertThat(auto.within(1)).isEqualTo(new Portion(OptionalInt.empty(), 2048, 3));
    }

    @Test
    void aMicroBatchIsNoLargerThanTheBatch() {
        Portion whole = new Portion(OptionalInt.empty(), 16_384, 0);
        PortionChoice shortTexts = choice(true, OptionalInt.empty(), Recompute.OFF, 64);
        assertThat(shortTexts.bytes(whole)).isEqualTo(shortTexts.bytes(new Portion(whole.rows(), 2048, 0)));
    }

    @Test
    void aCardKeepsATenthForWhatItsLibrariesLoadLate() {
        assertThat(Room.onCard(1000, 200)).isEqualTo(720);
        assertThat(Room.onCard(100, 200)).isZero();
        assertThat(Room.onProcessor(1000)).isEqualTo(500);
    }
}
