package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaidLabelsTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");
    private static final String LINES = "{\"id\":\"1\",\"gold\":\"a\",\"logits\":[0.5,-1.25,0.25]}\n"
            + "{\"id\":\"2\",\"gold\":\"c\",\"logits\":[1e-3,2e2,\"NaN\"]}\n"
            + "{\"id\":\"3\",\"gold\":\"b\",\"logits\":[-3,-2,-4]}\n";

    @TempDir
    Path folder;

    private Path predictions;
    private Path kept;

    @BeforeEach
    void write() throws IOException {
        predictions = Files.writeString(folder.resolve("test.jsonl"), LINES);
        kept = folder.resolve("test.labels");
    }

    private int[] read() {
        return SaidLabels.read(predictions, CLASSES).labels();
    }

    @Test
    void theLabelsAreThoseOfTheLargestLogitsAndAreKept() {
        assertThat(read())
                .containsExactly(0, 2, 1)
                .isEqualTo(Predictions.read(predictions, CLASSES).labels());
        assertThat(kept).exists();
        assertThat(read()).containsExactly(0, 2, 1);
    }

    @Test
    void whatIsKeptIsUsedWhileThePredictionsAreTheSameToTheByte() throws IOException {
        read();
        byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length - 1] = 2; // the last article's label
        Files.write(kept, bytes);
        assertThat(read()).containsExactly(0, 2, 2);
        Files.writeString(predictions, LINES.replace("0.25]", "9.25]"));
        assertThat(read()).containsExactly(2, 2, 1);
        assertThat(read()).containsExactly(2, 2, 1);
    }

    @Test
    void aDamagedCopyIsMadeAgain() throws IOException {
        read();
        byte[] bytes = Files.readAllBytes(kept);
        Files.write(kept, Arrays.copyOf(bytes, bytes.length - 2));
        assertThat(read()).containsExactly(0, 2, 1);
        assertThat(Files.readAllBytes(kept)).isEqualTo(bytes);
        bytes[bytes.length - 1] = 77; // no class
        Files.write(kept, bytes);
        assertThat(read()).containsExactly(0, 2, 1);
        Files.write(kept, new byte[3]);
        assertThat(read()).containsExactly(0, 2, 1);
    }

    @Test
    void otherArticlesOrOtherGoldLabelsHaveAnotherHash() throws IOException {
        byte[] articles = SaidLabels.read(predictions, CLASSES).articles();
        Files.writeString(predictions, LINES.replace("0.5,", "0.6,"));
        assertThat(SaidLabels.read(predictions, CLASSES).articles()).isEqualTo(articles);
        Files.writeString(predictions, LINES.replace("\"id\":\"3\"", "\"id\":\"4\""));
        assertThat(SaidLabels.read(predictions, CLASSES).articles()).isNotEqualTo(articles);
        Files.writeString(predictions, LINES.replace("\"gold\":\"b\"", "\"gold\":\"a\""));
        assertThat(SaidLabels.read(predictions, CLASSES).articles()).isNotEqualTo(articles);
    }
}
