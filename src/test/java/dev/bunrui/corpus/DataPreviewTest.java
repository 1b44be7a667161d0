package dev.bunrui.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPreviewTest {
    @TempDir
    Path folder;

    @Test
    void showsTheFirstRowsOfATableWhoseColumnsCannotBeGuessed() throws IOException {
        Path file = folder.resolve("表.csv");
        Files.writeString(file, "甲,乙,丙\n一,二,三\n四,五,六\n七,八,九\n", Charset.forName("Windows-31J"));
        DataPreview preview = DataPreview.of(file, 2);
        assertThat(preview.table()).isTrue();
        assertThat(preview.columns()).containsExactly("甲", "乙", "丙");
        assertThat(preview.rows()).hasSize(2);
        assertThat(preview.rows().get(1)).containsEntry("乙", "五");
    }

    @Test
    void showsTheTrainingPartOfASplit() throws IOException {
        for (String part : new String[] {"train", "val", "test"}) {
            Files.writeString(folder.resolve(part + ".jsonl"), "{\"x\": \"" + part + "\", \"n\": 1, \"none\": null}\n");
        }
        DataPreview preview = DataPreview.of(folder, 5);
        assertThat(preview.columns()).containsExactly("x", "n", "none");
        assertThat(preview.rows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("x", "train")
                        .containsEntry("n", "1")
                        .doesNotContainKey("none"));
    }

    @Test
    void hasNoColumnsWhereEachArticleIsAFile() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a").resolve("a-1.txt"), "url\ndate\ntitle\nbody\n");
        assertThat(DataPreview.of(folder, 5).table()).isFalse();
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoTable() throws IOException {
        Path file = Files.writeString(folder.resolve("a.docx"), "x");
        assertThatThrownBy(() -> DataPreview.of(file, 5))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("a.docx");
    }

    @Test
    void aStampTellsWhetherAnythingBelowAFolderWasChanged() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "text,label\n");
        DataStamp before = DataStamp.of(folder);
        assertThat(DataStamp.of(folder)).isEqualTo(before);
        Files.writeString(file, "text,label\nx,y\n");
        assertThat(DataStamp.of(folder)).isNotEqualTo(before);
        Files.delete(file);
        assertThat(DataStamp.of(file)).isEqualTo(DataStamp.of(folder.resolve("nothing")));
    }
}
