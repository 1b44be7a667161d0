package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShelfTest {
    private static final Path MODEL = Path.of("assets", "models", "bunrui-mini");

    @TempDir
    Path home;

    @Test
    void aFolderThatWasNamedIsThereTheNextTimeOnceAndByItsWholePath() {
        ModelShelf shelf = new ModelShelf(home.resolve("models"));
        assertThat(shelf.folders()).isEmpty();
        shelf.add(MODEL);
        shelf.add(MODEL.toAbsolutePath());
        assertThat(new ModelShelf(home.resolve("models")).folders()).containsExactly(MODEL.toAbsolutePath());
        shelf.remove(MODEL);
        assertThat(shelf.folders()).isEmpty();
        assertThat(MODEL).isDirectory();
    }

    @Test
    void aFolderThatHoldsNoModelIsRefusedAndNotKept() {
        ModelShelf shelf = new ModelShelf(home.resolve("models"));
        assertThatThrownBy(() -> shelf.add(home))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(home.toString());
        assertThat(shelf.folders()).isEmpty();
    }

    @Test
    void aDamagedNoteLosesNothingButItself() throws Exception {
        ModelShelf shelf = new ModelShelf(home);
        Files.writeString(home.resolve("folders.json"), "{");
        assertThat(shelf.folders()).isEmpty();
        shelf.add(MODEL);
        assertThat(shelf.folders()).hasSize(1);
    }
}
