package dev.bunrui.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
    @TempDir
    Path folder;

    @Test
    void whatWasChosenIsThereTheNextTime() {
        Path file = folder.resolve("home").resolve("settings.json");
        assertThat(Preferences.read(file)).isEqualTo(new Preferences(Optional.empty(), false));
        Preferences chosen = new Preferences(Optional.of(Locale.JAPANESE), true);
        chosen.write(file);
        assertThat(Preferences.read(file)).isEqualTo(chosen);
    }

    @Test
    void aDamagedFileDoesNotKeepTheWindowFromOpening() throws Exception {
        Path file = Files.writeString(folder.resolve("settings.json"), "{\"dark\":");
        assertThat(Preferences.read(file)).isEqualTo(new Preferences(Optional.empty(), false));
    }
}
