package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.hub.HubCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLocatorTest {
    @TempDir
    Path assets;

    private void model(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(Fixtures.file("config-transformers5.json"), folder.resolve("config.json"));
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        SafetensorsWriter.write(folder.resolve("model.safetensors"), List.of());
    }

    @Test
    void anIdFindsTheEmbeddedModelAndAPathItsFolder() throws IOException {
        model(assets.resolve("models/bunrui-mini"));
        model(assets.resolve("mine"));
        ModelLocator locator = new ModelLocator(assets);
        assertThat(locator.locate("bunrui-mini").path()).isEqualTo(assets.resolve("models/bunrui-mini"));
        assertThat(locator.locate(assets.resolve("mine").toString()).path()).isEqualTo(assets.resolve("mine"));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        for (String name : List.of("gpt-5", "", "\u0000", "../nowhere", "a/b/c")) {
            assertThatThrownBy(() -> new ModelLocator(assets).locate(name))
                    .hasMessageContaining("“" + name + "”")
                    .hasMessageContaining("bunrui-mini")
                    .hasMessageContaining("Hugging Face layout");
        }
    }

    @Test
    void anIdThatIsNotHereIsAnsweredWithTheCommandThatFetchesIt() {
        ModelLocator locator = new ModelLocator(assets, new HubCache(assets.resolve("hub")));
        for (String name : List.of("rinna/japanese-gpt-neox-3.6b", "someone/some-model@v1.0")) {
            assertThatThrownBy(() -> locator.locate(name)).hasMessageContaining("bunrui models download " + name);
        }
    }

    @Test
    void aModelOfTheHubIsFoundInItsCacheByBranchAndByCommit() throws IOException {
        Path repository = assets.resolve("hub/models--someone--tiny");
        model(repository.resolve("snapshots/0123abc"));
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs/main"), "0123abc\n");
        ModelLocator locator = new ModelLocator(assets, new HubCache(assets.resolve("hub")));
        for (String name : List.of("someone/tiny", "someone/tiny@main", "someone/tiny@0123abc")) {
            assertThat(locator.locate(name).path()).isEqualTo(repository.resolve("snapshots/0123abc"));
        }
        assertThatThrownBy(() -> locator.locate("someone/tiny@v2"))
                .hasMessageContaining("models download someone/tiny@v2");
        Files.delete(repository.resolve("snapshots/0123abc/model.safetensors"));
        assertThatThrownBy(() -> locator.locate("someone/tiny")).hasMessageContaining("model.safetensors");
    }

    @Test
    void theCatalogueTellsOfTheEmbeddedModel() {
        CatalogueEntry mini = Catalogue.load().find("bunrui-mini").orElseThrow();
        assertThat(mini.newlineToken()).isEqualTo("\n");
        assertThat(mini.licence()).contains("CC-BY-SA-3.0");
        assertThat(mini.family()).isIn(ModelConfig.FAMILIES);
        assertThat(mini.note(Locale.JAPANESE)).contains("同梱");
        assertThat(mini.note(Locale.FRENCH)).isEqualTo(mini.note(Locale.ENGLISH));
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var english = ResourceBundle.getBundle("dev.bunrui.llm.messages", Locale.ROOT, control);
        var japanese = ResourceBundle.getBundle("dev.bunrui.llm.messages", Locale.JAPANESE, control);
        assertThat(japanese.getLocale()).isEqualTo(Locale.JAPANESE);
        for (String key : english.keySet()) {
            assertThat(japanese.getString(key)).as(key).isNotEqualTo(english.getString(key));
        }
        assertThat(japanese.keySet()).isEqualTo(english.keySet());
    }
}
