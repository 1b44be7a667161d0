package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.cli.text.DisplayWidth;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    @TempDir
    Path home;

    private Path reviews() throws Exception {
        StringBuilder csv = new StringBuilder("見出し,本文,評価\n");
        for (int i = 0; i < 12; i++) {
            csv.append("題").append(i).append(",とてもよい品でした。また買います。").append(i).append(",良い\n");
            csv.append("題").append(i).append(",すぐに壊れて困りました。返品します。").append(i).append(",悪い\n");
        }
        csv.append("題,とてもよい品でした。また買います。0,悪い\n");
        return Files.writeString(home.resolve("感想.csv"), csv, Charset.forName("windows-31j"));
    }

    @Test
    void inspectionTellsEncodingColumnsClassesLengthsAndDuplicates() throws Exception {
        CommandRun run = CommandRun.of(
                home,
                "data",
                "inspect",
                reviews().toString(),
                "--label-column",
                "評価",
                "--model",
                CommandRun.MODEL,
                "--max-length",
                "20",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode inspection = run.json().get(0);
        assertThat(inspection.at("/sources/0/encoding").asText()).isEqualTo("CP932");
        assertThat(inspection.at("/sources/0/body_column").asText()).isEqualTo("本文");
        assertThat(inspection.at("/classes/良い").asInt()).isEqualTo(12);
        assertThat(inspection.at("/classes/悪い").asInt()).isEqualTo(13);
        assertThat(inspection.at("/duplicates/0/labels")).hasSize(2);
        assertThat(inspection.at("/tokens/count").asInt()).isEqualTo(25);
        assertThat(inspection.at("/tokens/cut").asInt()).isBetween(0, 25);
    }

    @Test
    void columnsStandBelowOneAnotherAlsoInJapanese() throws Exception {
        CommandRun run = CommandRun.of(
                home,
                "--lang",
                "ja",
                "data",
                "inspect",
                reviews().toString(),
                "--label-column",
                "評価",
                "--model",
                CommandRun.MODEL);
        assertThat(run.code()).as(run.err()).isZero();
        List<String> rows = run.out()
                .lines()
                .filter(line -> line.startsWith("良い") || line.startsWith("悪い") || line.startsWith("クラス"))
                .toList();
        assertThat(rows).hasSize(3);
        List<Integer> ends = rows.stream()
                .map(line -> line.replaceAll("\\s*#+$", ""))
                .map(DisplayWidth::of)
                .toList();
        assertThat(ends).containsOnly(ends.get(0));
    }

    @Test
    void splitWritesWhatATrainingWithTheSameSeedUses() throws Exception {
        Path out = home.resolve("分割 先");
        CommandRun run =
                CommandRun.of(home, "data", "split", "sample", "--stratified", "--output", out.toString(), "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode said = run.json().get(0);
        assertThat(said.get("train").asInt()
                        + said.get("val").asInt()
                        + said.get("test").asInt())
                .isEqualTo(216);
        assertThat(said.get("split_hash").asText()).hasSize(64);
        List<String> test = Files.readAllLines(out.resolve("test.jsonl"));
        assertThat(test).hasSize(said.get("test").asInt());
        JsonNode article = new ObjectMapper().readTree(test.get(0));
        assertThat(article.properties()).extracting(Map.Entry::getKey).containsExactly("title", "body", "label", "id");
        assertThat(article.get("id").asText()).startsWith(article.get("label").asText() + "/");

        CommandRun again =
                CommandRun.of(home, "data", "inspect", out.toString(), "--model", CommandRun.MODEL, "--json");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().get(0).at("/parts/test").asInt()).isEqualTo(test.size());
    }

    @Test
    void missingFileIsOneSentenceThatNamesIt() {
        CommandRun run = CommandRun.of(home, "data", "inspect", "どこにも ない.csv");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("どこにも ない.csv");
    }

    @Test
    void livedoorCorpusThatIsNotThereIsAskedFor() {
        CommandRun run = CommandRun.of(home, "data", "inspect", "livedoor");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(home.resolve("data").toString(), "https://www.rondhuit.com/");
    }
}
