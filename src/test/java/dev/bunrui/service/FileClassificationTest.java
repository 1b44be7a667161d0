package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.corpus.Columns;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.FileClassification.Order;
import dev.bunrui.service.FileClassification.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that works a real file off. */
class FileClassificationTest {
    @TempDir
    static Path home;

    private static AppFolders folders;
    private static RunFolder run;

    @TempDir
    Path desk;

    @BeforeAll
    static void train() throws Exception {
        folders = new AppFolders(Path.of(""), home);
        run = TinyRun.trained(folders, "run", TinyRun.data(home), 2);
    }

    private Path rows(int count) throws IOException {
        return Files.writeString(
                desk.resolve("記事.csv"),
                IntStream.range(0, count)
                        .mapToObj(i -> i + ",w" + (10 + i % 45) + " w12\n")
                        .collect(Collectors.joining("", "number,words\n", "")));
    }

    private static Columns body(String column) {
        return new Columns("", column, null);
    }

    @Test
    void everyRowGetsItsAnswerInANewFile() throws Exception {
        Path output = desk.resolve("結果.jsonl");
        List<Progress> heard = Collections.synchronizedList(new ArrayList<>());
        long written = FileClassification.start(
                        folders, new Order(run, rows(600), body("words"), output, null), heard::add)
                .written()
                .join();
        assertThat(written).isEqualTo(600);
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(600);
        JsonNode last = new ObjectMapper().readTree(lines.get(599));
        assertThat(last.path("number").asText()).isEqualTo("599");
        assertThat(last.path("label").asText()).startsWith("class-");
        assertThat(heard.get(0).all()).isEqualTo(600);
        assertThat(heard).extracting(Progress::done).isSorted();
        assertThat(Files.list(desk)).hasSize(2);
    }

    @Test
    void whatNeedsAPersonIsMarkedInEveryForm() throws Exception {
        Path lines = desk.resolve("out.jsonl");
        Path table = desk.resolve("out.csv");
        Path input = Files.writeString(
                desk.resolve("in.csv"),
                "answer,words\nold,w10 w11 w12 w13 w14\nold,w10 w25 w40\nold,w41 w42 w43 w44\n");
        for (Path output : List.of(lines, table)) {
            Order order = new Order(run, input, body("words"), output, new ReviewRule(0.5, 0.6));
            FileClassification.start(folders, order, heard -> {}).written().join();
        }
        List<String> rows = Files.readAllLines(table);
        assertThat(rows.get(0)).startsWith("words,input_answer,label,").endsWith(",confidence,answer");
        List<String> marked = new ArrayList<>();
        for (String line : Files.readAllLines(lines)) {
            JsonNode said = new ObjectMapper().readTree(line);
            double raw =
                    said.path("probabilities").path(said.path("label").asText()).asDouble();
            double sharpened = 0;
            for (JsonNode probability : said.path("probabilities")) {
                sharpened += probability.asDouble() * probability.asDouble();
            }
            double confidence = said.path("confidence").asDouble();
            assertThat(confidence)
                    .isCloseTo(raw * raw / sharpened, Offset.offset(1e-9)); // half the temperature squares
            assertThat(said.path("answer").asBoolean()).isEqualTo(confidence >= 0.6);
            assertThat(said.path("input_answer").asText()).isEqualTo("old");
            marked.add("," + said.path("confidence").asText() + ","
                    + said.path("answer").asText());
        }
        for (int i = 0; i < marked.size(); i++) {
            assertThat(rows.get(i + 1)).endsWith(marked.get(i));
        }
    }

    @Test
    void whatIsCancelledLeavesNothingBehind() throws Exception {
        Path output = Files.writeString(desk.resolve("out.csv"), "from before");
        Path input = rows(200_000);
        CountDownLatch begun = new CountDownLatch(1);
        FileClassification work =
                FileClassification.start(folders, new Order(run, input, body("words"), output, null), progress -> {
                    if (progress.done() > 0) {
                        begun.countDown();
                    }
                });
        begun.await();
        assertThat(desk.resolve("out.csv.part")).exists();
        work.cancel();
        assertThatThrownBy(() -> work.written().join()).isInstanceOf(CancellationException.class);
        assertThat(output).hasContent("from before");
        assertThat(desk.resolve("out.csv.part")).doesNotExist();
    }

    @Test
    void whatCannotBeDoneIsSaidInOneSentence() throws Exception {
        Path input = rows(3);
        assertRefused(new Order(run, input, body("text"), desk.resolve("out.csv"), null), "no column \"text\"");
        assertRefused(new Order(run, input, body("words"), desk.resolve("out.txt"), null), "end in .jsonl");
        assertRefused(new Order(run, input, body("words"), input, null), "another name");
        assertRefused(
                new Order(new RunFolder(home.resolve("gone")), input, body("words"), desk.resolve("out.csv"), null),
                "not finished");
        assertThat(Files.list(desk)).containsExactly(input);
    }

    private static void assertRefused(Order order, String sentence) {
        assertThatThrownBy(() -> FileClassification.start(folders, order, progress -> {})
                        .written()
                        .join())
                .cause()
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(sentence);
    }
}
