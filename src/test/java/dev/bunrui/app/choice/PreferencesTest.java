package dev.bunrui.app.choice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
        assertThat(Preferences.read(file)).isEqualTo(Preferences.FIRST);
        Preferences chosen = new Preferences(Optional.of(Locale.JAPANESE), true, "cuda:1", "bf16", Optional.of(folder));
        chosen.write(file);
        assertThat(Preferences.read(file)).isEqualTo(chosen);
        Preferences.FIRST.write(file);
        assertThat(Preferences.read(file)).isEqualTo(Preferences.FIRST);
    }

    @Test
    void aDamagedFileDoesNotKeepTheWindowFromOpening() throws Exception {
        for (String content : new String[] {"{\"dark\":", "", "[1, 2]", "7"}) {
            Path file = Files.writeString(folder.resolve("settings.json"), content);
            assertThat(Preferences.read(file)).as(content).isEqualTo(Preferences.FIRST);
            Preferences.FIRST.withDark(true).write(file);
            assertThat(Preferences.read(file).dark()).as(content).isTrue();
        }
    }

    @Test
    void anOlderFileIsReadAndWhatANewerOneKnowsIsKept() throws Exception {
        Path file = Files.writeString(
                folder.resolve("settings.json"), "{\"language\": \"ja\", \"dark\": true, \"zoom\": [1.5]}");
        Preferences read = Preferences.read(file);
        assertThat(read)
                .isEqualTo(new Preferences(Optional.of(Locale.JAPANESE), true, "auto", "auto", Optional.empty()));
        read.withDevice("cpu").write(file);
        assertThat(new ObjectMapper().readTree(file.toFile()).at("/zoom/0").asDouble())
                .isEqualTo(1.5);
    }

    @Test
    void valuesThatMeanNothingAreLeftToTheProgram() throws Exception {
        Path file = Files.writeString(
                folder.resolve("settings.json"),
                "{\"language\": \"tlh\", \"dark\": {}, \"device\": \"cuda:x\", \"precision\": \"fp8\", \"folder\": \"\\u0000\"}");
        assertThat(Preferences.read(file)).isEqualTo(Preferences.FIRST);
    }
}
