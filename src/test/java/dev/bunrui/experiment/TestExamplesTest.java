package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestExamplesTest {
    @TempDir
    Path home;

    private Path data;
    private RunFolder run;

    @BeforeEach
    void train() throws Exception {
        data = TinyRun.data(home);
        run = new TrainingRun(TinyRun.MODELS, "test", new RunListener() {}, () -> false)
                .start(home.resolve("runs"), "run", TinyRun.settings(data, 1))
                .folder();
    }

    /** So that the last of the six is right, and the first five are wrong. */
    private void predictOnlyTheLastRight() throws Exception {
        List<String> lines = Files.readAllLines(run.predictions("test"));
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = new ObjectMapper().readTree(lines.get(i));
            int gold = line.path("gold").asText().charAt("class-".length()) - '0';
            int said = i == lines.size() - 1 ? gold : (gold + 1) % 3;
            written.append("{\"id\":\"%s\",\"gold\":\"class-%d\",\"logits\":[%d,%d,%d]}%n"
                    .formatted(
                            line.path("id").asText(), gold, said == 0 ? 1 : 0, said == 1 ? 1 : 0, said == 2 ? 1 : 0));
        }
        Files.writeString(run.predictions("test"), written);
    }

    @Test
    void theArticlesOfTheTestSetComeWithWhatTheRunMadeOfThem() throws Exception {
        List<TestExample> examples = TestExamples.of(run, 20);
        List<String> lines = Files.readAllLines(run.predictions("test"));
        assertThat(examples).hasSameSizeAs(lines).hasSize(6);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = new ObjectMapper().readTree(lines.get(i));
            assertThat(examples.get(i).article().id()).isEqualTo(line.path("id").asText());
            assertThat(examples.get(i).gold()).isEqualTo(line.path("gold").asText());
            assertThat(examples.get(i).article().body()).startsWith("w");
        }
        double right = examples.stream().filter(TestExample::right).count() / 6.0;
        assertThat(right).isEqualTo(StoredResult.read(run).test().scores().accuracy());
    }

    @Test
    void ofManyHalfAreSuchThatTheRunGotWrong() throws Exception {
        predictOnlyTheLastRight();
        assertThat(TestExamples.of(run, 6)).hasSize(6);
        assertThat(TestExamples.of(run, 2)).extracting(TestExample::right).containsExactly(false, true);
        assertThat(TestExamples.of(run, 4)).extracting(TestExample::right).containsExactly(false, false, false, true);
    }

    @Test
    void articlesThatAreGoneOrChangedAreSaidToBe() throws Exception {
        String before = Files.readString(data);
        Files.writeString(data, before.replaceFirst("w1", "w2"));
        assertRefused("not those that this run was tested on");
        Files.delete(data);
        assertRefused("no longer at");
        Files.writeString(data, before);
        assertThat(TestExamples.of(run, 20)).hasSize(6);
        Files.writeString(run.predictions("test"), "{\"id\":\"other\",\"gold\":\"class-0\",\"logits\":[1,2,3]}\n");
        assertRefused("copy the run's folder again");
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> TestExamples.of(run, 20))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(sentence);
    }
}
