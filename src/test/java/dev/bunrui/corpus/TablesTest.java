package dev.bunrui.corpus;

import static dev.bunrui.corpus.TestData.assertRefused;
import static dev.bunrui.corpus.TestData.read;
import static dev.bunrui.corpus.TestData.whole;
import static dev.bunrui.corpus.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
    @TempDir
    Path folder;

    private Path csv(String text) throws IOException {
        return write(folder, "reviews.csv", text);
    }

    private Path jsonl(String text) throws IOException {
        return write(folder, "a.jsonl", text);
    }

    @Test
    void quotedFieldsMayHoldLineBreaksCommasAndQuotes() throws IOException {
        DataSet data = read(csv("id,Text,label\r\n1,\"一、\n二,\"\"三\"\"\",良\r\n\r\n2,b,悪\r\n3,c,良\r\n4,d,悪\r\n"));
        assertThat(data.titled()).isFalse();
        assertThat(data.sources())
                .containsExactly(new SourceFile("reviews.csv", "UTF-8", new Columns(null, "Text", "label"), 4));
        Article first = whole(data).get(0);
        assertThat(first.id()).isEqualTo("reviews.csv:2");
        assertThat(first.body()).isEqualTo("一、\n二,\"三\"");
        assertThat(first.label()).isEqualTo("良");
        assertThat(first.fields()).containsOnlyKeys("id").containsEntry("id", "1");
        assertThat(whole(data).get(1).id()).isEqualTo("reviews.csv:5");
    }

    @Test
    void tabsSeparateInTsv() throws IOException {
        DataSet data = read(write(folder, "a.TSV", "見出し\t本文\tカテゴリ\n題\t文,章\tA\n題\t文\tB\n題\t章\tA\n題\t字\tB\n"));
        assertThat(data.titled()).isTrue();
        assertThat(whole(data).get(0)).extracting(Article::title, Article::body).containsExactly("題", "文,章");
    }

    @Test
    void jsonFieldsKeepTheirKindsAndNumbersBecomeLabels() throws IOException {
        DataSet data = read(jsonl("""
                {"label": 1, "body": "一", "stars": 12345678901234567890, "tags": ["x", null]}

                {"label": 2, "body": "二"}
                {"label": 1, "body": "三", "extra": null}
                {"label": 2, "body": "四"}
                """));
        Article first = whole(data).get(0);
        assertThat(first.label()).isEqualTo("1");
        assertThat(first.fields().keySet()).containsExactly("stars", "tags");
        assertThat(first.fields()).containsEntry("stars", new BigInteger("12345678901234567890"));
        assertThat(whole(data).get(2).fields()).containsEntry("extra", null);
        assertThat(whole(data).get(1).id()).isEqualTo("a.jsonl:3");
    }

    @Test
    void twoColumnsAreToldApartByWhatIsInThem() throws IOException {
        Path file = csv("感情,発言\n正,うれしい\n負,かなしい\n正,たのしい\n負,さびしい\n");
        assertThat(read(file).sources().get(0).columnsUsed()).isEqualTo(new Columns(null, "発言", "感情"));
    }

    @Test
    void theSecondOfTwoColumnsIsTheLabelIfItsValuesRepeat() throws IOException {
        Path file = csv("text,stars\na,5\nb,1\nc,5\nd,1\n");
        assertThat(read(file).sources().get(0).columnsUsed()).isEqualTo(new Columns(null, "text", "stars"));
    }

    @Test
    void headlinesAloneAreTheText() throws IOException {
        Path file = csv("id,headline,label\n1,a,x\n2,b,y\n3,c,x\n4,d,y\n");
        assertThat(read(file).sources().get(0).columnsUsed()).isEqualTo(new Columns(null, "headline", "label"));
    }

    @Test
    void namedColumnsGoBeforeGuessedOnes() throws IOException {
        Path file = csv("text,label,Sentence,kind\na,x,b,p\na,y,c,q\na,x,d,p\na,y,e,q\n");
        DataSet data = DataReader.read(file, new Columns("text", "sentence", "kind"));
        assertThat(data.sources().get(0).columnsUsed()).isEqualTo(new Columns("text", "Sentence", "kind"));
        assertThat(whole(data).get(0).fields()).containsOnlyKeys("label");
    }

    @Test
    void suspiciousRowsAreFound() throws IOException {
        DataSet data = read(csv("title,body,label\n"
                + "題,二十文字より長い本文がここにはありますのでよい,a\n"
                + ",二十文字より長い本文がここにはありますのでよし, a　\n"
                + "題,　,b\n"
                + "題,短い,b\n"
                + "題,二十文字より長い本文がここにはあります\uFFFDのでよい,b\n"));
        assertThat(data.findings())
                .extracting(Finding::kind, Finding::where)
                .containsExactly(
                        tuple(Finding.Kind.LABEL_SPACES, "reviews.csv:3"),
                        tuple(Finding.Kind.EMPTY_TITLE, "reviews.csv:3"),
                        tuple(Finding.Kind.EMPTY_BODY, "reviews.csv:4"),
                        tuple(Finding.Kind.SHORT_BODY, "reviews.csv:5"),
                        tuple(Finding.Kind.CONTROL_CHARACTERS, "reviews.csv:6"));
        assertThat(data.findings().get(2).text()).contains("left out");
        assertThat(data.findings().get(3).text()).contains("短い");
        assertThat(whole(data)).hasSize(4).extracting(Article::label).containsExactly("a", "a", "b", "b");
    }

    @Test
    void columnsThatCannotBeFoundAreRefusedWithThoseThatThereAre() throws IOException {
        Path file = csv("id,text,stars\n1,a,5\n2,b,4\n");
        assertRefused(file, "column.no-label", "reviews.csv", "id, text, stars", "--label-column");
        assertRefused(csv("id,name,label\n1,a,5\n"), "column.no-body", "reviews.csv", "id, name", "--body-column");
        Columns wrong = new Columns(null, "honbun", null);
        assertRefused(() -> DataReader.read(file, wrong), "column.unknown", "reviews.csv", "honbun", "--body-column");
        Columns shared = new Columns("name", "name", "label");
        assertRefused(() -> DataReader.read(file, shared), "column.shared", "reviews.csv", "name", "--body-column");
        assertRefused(csv("text,label,text\n1,2,3\n"), "column.twice", "reviews.csv", "text");
    }

    @Test
    void wrongRowsAreRefusedByTheLineTheyBeginOn() throws IOException {
        assertRefused(csv("text,label\n\"a\nb\",x\n\nc,y,z\n"), "row.ragged", "reviews.csv", "5", "3", "2");
        assertRefused(csv("text,label\na,x\n\"b,y\nc,z\n"), "row.quotes", "reviews.csv", "3");
        assertRefused(csv("text,label\na,x\n\"b\"c,y\n"), "row.quotes", "reviews.csv", "3");
        assertRefused(csv("text,label\na,x\nb,　\n"), "field.no-label", "reviews.csv", "3", "label");
    }

    @Test
    void lineNumbersHaveNoThousandsSeparators() throws IOException {
        assertRefused(csv("text,label\n" + "a,x\n".repeat(1500) + "b\n"), "row.ragged", "1502");
    }

    @Test
    void wrongJsonLinesAreRefusedByLineAndField() throws IOException {
        String good = "{\"text\": \"a\", \"label\": \"x\"}\n";
        assertRefused(jsonl(good + "{\"text\": \"b\", \n"), "json.broken", "a.jsonl", "2");
        assertRefused(jsonl(good + "{\"text\": \"b\", \"text\": \"c\"}\n"), "json.broken", "a.jsonl", "2");
        assertRefused(jsonl(good + good.strip() + " x\n"), "json.broken", "a.jsonl", "2");
        assertRefused(jsonl(good + "[1]\n"), "json.not-object", "a.jsonl", "2");
        assertRefused(jsonl(good + "\n{\"text\": \"b\"}\n"), "field.missing", "a.jsonl", "3", "label");
        assertRefused(jsonl(good + "{\"label\": \"b\"}\n"), "field.missing", "a.jsonl", "2", "text");
        assertRefused(jsonl(good + "{\"label\": null, \"text\": \"\"}\n"), "field.no-label", "a.jsonl", "2", "label");
        assertRefused(jsonl(good + "{\"label\": [1], \"text\": \"\"}\n"), "field.not-text", "a.jsonl", "2", "label");
    }

    @Test
    void filesWithoutRowsAreRefused() throws IOException {
        assertRefused(csv(""), "file.empty", "reviews.csv");
        assertRefused(csv("\n\n"), "file.empty", "reviews.csv");
        assertRefused(csv("text,label\n"), "file.empty", "reviews.csv");
        assertRefused(jsonl("\n"), "file.empty", "a.jsonl");
        assertRefused(csv("text,label\n,a\n　,b\n"), "articles.none", "reviews.csv");
    }

    @Test
    void classesThatCannotBeLearnedAreRefused() throws IOException {
        assertRefused(csv("text,label\na,x\nb,x\n"), "classes.one", "reviews.csv", "x");
        assertRefused(csv("text,label\na,x\nb,x\nc,y\n"), "classes.single", "reviews.csv", "y", "reviews.csv:4");
    }

    @Test
    void theEncodingOfATableIsFoundAndShown() throws IOException {
        String rows = "text,label\n面白い,良\nつまらない,悪\n楽しい,良\n退屈だ,悪\n";
        Path file = folder.resolve("reviews.csv");
        for (String charset : List.of("windows-31j", "EUC-JP", "UTF-16")) {
            Files.write(file, rows.getBytes(Charset.forName(charset)));
            DataSet data = read(file);
            assertThat(data.sources().get(0).encoding()).isEqualTo(charset.replace("windows-31j", "CP932"));
            assertThat(whole(data)).extracting(Article::label).containsExactly("良", "悪", "良", "悪");
        }
        Files.writeString(file, "\uFEFF" + rows);
        assertThat(whole(read(file)).get(0).body()).isEqualTo("面白い");
    }

    @Test
    void aFileThatTheSystemRefusesIsNamedWithTheReason() {
        assertRefused(
                () -> {
                    throw Refusals.unreadable(
                            Path.of("a.csv"), new FileSystemException("a.csv", null, "Input/output error"));
                },
                "file.unreadable",
                "a.csv",
                "Input/output error");
    }

    @Test
    void pathsThatHoldNoDataAreRefused() throws IOException {
        assertRefused(folder.resolve("nowhere.csv"), "path.missing", "nowhere.csv");
        assertRefused(write(folder, "notes.txt", "x"), "file.unknown-kind", "notes.txt", ".jsonl");
        assertRefused(folder, "folder.no-articles", folder.toString());
        csv("text,label\na,x\n");
        jsonl("{}");
        assertRefused(folder, "folder.several", "a.jsonl, reviews.csv");
    }
}
