package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Answers;
import dev.bunrui.training.score.CalibrationError;
import dev.bunrui.training.score.CoveragePoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfidenceTest {
    private static final Offset<Double> TENTH_DIGIT = Offset.offset(1e-9);

    @TempDir
    Path home;

    private RunFolder run;

    @BeforeEach
    void save() throws Exception {
        run = SavedRun.finished(home.resolve("runs"), "run", Instant.EPOCH);
        SavedRun.predict(run);
    }

    @Test
    void theTemperatureIsThatOfTheValidationArticlesAndUsedOnTheTest() {
        Confidence alike = Confidence.of(run);
        SavedRun.predict(run, "val", 2);
        Confidence twiceAsSure = Confidence.of(run);
        assertThat(twiceAsSure.temperature()).isCloseTo(2 * alike.temperature(), TENTH_DIGIT);
        assertThat(twiceAsSure.before()).isEqualTo(alike.before());
        double sure = Math.exp(3 / twiceAsSure.temperature());
        assertThat(twiceAsSure.test().curve().get(0).threshold()).isCloseTo(sure / (sure + 2), TENTH_DIGIT);
        assertThat(twiceAsSure.after().bins().stream().mapToInt(bin -> bin.n())).hasSize(15);
    }

    @Test
    void fewErrorsAreToldOf() {
        Confidence few = Confidence.of(run); // of three wrong answers
        assertThat(few.caveat(Locale.ENGLISH).orElseThrow()).contains("These intervals are rough");
        assertThat(few.caveat(Locale.JAPANESE).orElseThrow()).contains("大まかな目安");
        CalibrationError many = CalibrationError.of(new Answers(new double[5], new boolean[5]));
        CalibrationError four = CalibrationError.of(new Answers(new double[4], new boolean[4]));
        assertThat(many.rough()).isFalse();
        assertThat(four.rough()).isTrue();
    }

    @Test
    void anAccuracyIsLookedForAmongTheValidationArticles() {
        Confidence confidence = Confidence.of(run);
        double sure = Math.exp(3 / confidence.temperature());
        double unsure = Math.exp(1 / confidence.temperature());
        double found = confidence.reaching(0.98).threshold();
        assertThat(found).isCloseTo(sure / (sure + 2), TENTH_DIGIT);
        assertThat(confidence.reaching(0.75).threshold()).isCloseTo(unsure / (unsure + 2), TENTH_DIGIT);
        assertThat(confidence.reaching(0.75).temperature()).isEqualTo(confidence.temperature());
        CoveragePoint test = confidence.test().at(found);
        assertThat(test.answered()).isEqualTo(9);
        assertThat(test.toPerson()).isEqualTo(3);
        assertThat(test.accuracy()).isEqualTo(1);
    }

    @Test
    void anAccuracyThatNoThresholdReachesIsRefusedWithTheBest() throws Exception {
        Path validation = run.predictions("val");
        Files.writeString(validation, Files.readString(validation).replace("class-0", "class-1"));
        assertThatThrownBy(() -> Confidence.of(run).reaching(0.98))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("98.00 %")
                .hasMessageContaining("the best is 66.67 %");
    }

    @Test
    void withoutPredictionsOrWithBrokenOnesThatIsSaid() throws Exception {
        Path test = run.predictions("test");
        String before = Files.readString(test);
        Files.delete(test);
        assertRefused("has no predictions to compare");
        Files.writeString(test, "");
        assertRefused("its validation or test part is empty");
        Files.writeString(test, before.replaceFirst("3\\.0", "\"NaN\""));
        assertRefused("its training went astray");
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> Confidence.of(run))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(sentence);
    }
}
