package dev.bunrui.app.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.look.Theme;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDialogsTest {
    @TempDir
    Path home;

    @Test
    void aDialogBeginsWhereTheLastOneWasLeftUnlessThatIsGone() throws Exception {
        Texts texts = new Texts();
        Choices choices = new Choices(home.resolve("settings.json"), texts, new Theme(), new Work());
        FileDialogs dialogs = new FileDialogs(texts, choices);
        Path own = Path.of(System.getProperty("user.home"));
        assertThat(dialogs.begin()).isEqualTo(own);
        Path last = Files.createDirectory(home.resolve("記事"));
        choices.begin(Preferences.FIRST.withFolder(last));
        assertThat(dialogs.begin()).isEqualTo(last);
        Files.delete(last);
        assertThat(dialogs.begin()).isEqualTo(own);
    }
}
