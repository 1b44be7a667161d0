package dev.bunrui.app.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.label.Subject.Source;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.experiment.analysis.Correction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorrectionsTest {
    private static final Source SOURCE = new Source(Path.of("a.csv"), Columns.GUESSED);
    private static final Source OTHER = new Source(Path.of("b.csv"), Columns.GUESSED);
    private static final Article ONE = new Article("a.csv:2", "", "一", "甲", Map.of());
    private static final Article TWO = new Article("a.csv:3", "", "二", "乙", Map.of());

    private final Corrections corrections = new Corrections();

    @Test
    void theLastChoiceHoldsAndEachCanBeTakenBack() {
        corrections.correct(SOURCE, ONE, "乙");
        corrections.correct(SOURCE, TWO, "甲");
        corrections.correct(SOURCE, ONE, "丙");
        assertThat(corrections.of(SOURCE)).containsExactly(new Correction(ONE, "丙"), new Correction(TWO, "甲"));
        corrections.undo(SOURCE);
        assertThat(corrections.of(SOURCE, ONE.id())).contains("乙");
        corrections.correct(SOURCE, ONE, "甲");
        assertThat(corrections.of(SOURCE)).containsExactly(new Correction(TWO, "甲"));
        corrections.undo(SOURCE);
        corrections.undo(SOURCE);
        corrections.undo(SOURCE);
        corrections.undo(SOURCE);
        assertThat(corrections.steps()).isEmpty();
    }

    @Test
    void dataSetsAreKeptApart() {
        corrections.correct(SOURCE, ONE, "乙");
        corrections.correct(OTHER, ONE, "丙");
        corrections.correct(OTHER, TWO, "丙");
        assertThat(corrections.of(SOURCE, ONE.id())).contains("乙");
        assertThat(corrections.besides(SOURCE)).isEqualTo(2);
        corrections.discard(OTHER);
        assertThat(corrections.besides(SOURCE)).isZero();
        assertThat(corrections.of(SOURCE)).hasSize(1);
    }

    @Test
    void whatWasWrittenIsGatheredNoMoreAndNoFormerChoiceComesBack() {
        corrections.correct(SOURCE, ONE, "乙");
        corrections.correct(SOURCE, ONE, "丙");
        corrections.correct(SOURCE, TWO, "甲");
        List<Correction> written = corrections.of(SOURCE);
        corrections.correct(SOURCE, TWO, "丙");
        corrections.written(SOURCE, written);
        assertThat(corrections.of(SOURCE)).containsExactly(new Correction(TWO, "丙"));
        corrections.undo(SOURCE);
        corrections.undo(SOURCE);
        assertThat(corrections.of(SOURCE)).isEmpty();
    }
}
