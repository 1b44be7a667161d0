package dev.bunrui.classify.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.explain.Faithfulness.Effect;
import dev.bunrui.training.score.Interval;
import org.junit.jupiter.api.Test;

class FaithfulnessJsonTest {
    @Test
    void whatIsWrittenIsReadAgainAndOlderFilesAreReadToo() {
        Effect plain = new Effect(0.5, 0.25, new Interval(0.125, 0.375), false);
        Effect rough = new Effect(0.5, 0.25, new Interval(0.125, 0.375), true);
        Faithfulness measured = new Faithfulness(40, plain, rough);
        ObjectNode written = FaithfulnessJson.of(measured);
        assertThat(FaithfulnessJson.read(written)).isEqualTo(measured);
        assertThat(measured.rough()).isTrue();
        written.withObject("/tokens").remove("rough");
        assertThat(FaithfulnessJson.read(written)).isEqualTo(new Faithfulness(40, plain, plain));
        assertThat(new Faithfulness(40, plain, plain).rough()).isFalse();
    }
}
