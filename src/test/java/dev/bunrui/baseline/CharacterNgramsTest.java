package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import de.bwaldvogel.liblinear.Feature;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CharacterNgramsTest {
    private static CharacterNgrams fit(List<String> texts) {
        return CharacterNgrams.fit(texts, Watch.unwatched().stretch(0, 1, texts.size()));
    }

    private static void assertWeights(Feature[] row, JsonNode expected) {
        assertThat(Arrays.stream(row).mapToInt(Feature::getIndex).toArray())
                .isEqualTo(Fixtures.ints(expected.required("columns")));
        assertThat(Arrays.stream(row).mapToDouble(Feature::getValue).toArray())
                .containsExactly(Fixtures.doubles(expected.required("weights")), within(1e-11));
    }

    @Test
    void columnsAndWeightsAreThoseOfScikitLearn() throws IOException {
        JsonNode text = Fixtures.of("text");
        List<String> texts = Fixtures.strings(text.required("texts"));
        CharacterNgrams ngrams = fit(texts);
        assertThat(ngrams.size()).isEqualTo(text.required("size").asInt());
        List<String> some = List.of(texts.get(0), texts.get(9), texts.get(18));
        List<String> awkward = texts.subList(32, texts.size());
        JsonNode weights = text.required("weights");
        assertThat(weights.size()).isEqualTo(some.size() + awkward.size());
        for (int i = 0; i < weights.size(); i++) {
            String one = i < some.size() ? some.get(i) : awkward.get(i - some.size());
            assertWeights(ngrams.weigh(one), weights.get(i));
        }
    }

    @Test
    void nGramsThatWereNotLearnedWeighNothing() throws IOException {
        JsonNode text = Fixtures.of("text");
        CharacterNgrams ngrams = fit(Fixtures.strings(text.required("texts")));
        List<String> unseen = Fixtures.strings(text.required("new"));
        for (int i = 0; i < unseen.size(); i++) {
            assertWeights(
                    ngrams.weigh(unseen.get(i)), text.required("newWeights").get(i));
        }
        assertThat(ngrams.weigh("ΩΨΞ")).isEmpty();
        assertThat(ngrams.weigh("")).isEmpty();
    }

    @Test
    void ofOneTextOrNoneNothingIsLearned() {
        assertThat(fit(List.of("ひとつだけ")).size()).isZero();
        assertThat(fit(List.of()).size()).isZero();
        assertThat(fit(List.of("", "")).size()).isZero();
        assertThat(fit(List.of("ひとつ")).weigh("ひとつ")).isEmpty();
    }

    @Test
    void textsAreNotReadToTheEndWhenGivenUp() {
        Watch stopped = new Watch(() -> true, share -> {});
        assertThatThrownBy(() -> CharacterNgrams.fit(List.of("朝", "昼", "夜"), stopped.stretch(0, 1, 3)))
                .isInstanceOf(CancellationException.class);
    }
}
