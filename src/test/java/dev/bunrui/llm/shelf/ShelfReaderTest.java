package dev.bunrui.llm.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubDownload;
import dev.bunrui.hub.HubImport;
import dev.bunrui.hub.HubModel;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.hub.Proxies;
import dev.bunrui.llm.ModelShelf;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of models by what lies on the disk. */
class ShelfReaderTest {
    private static final Path MODEL = Path.of("src/test/resources/dev/bunrui/llm/network/sequential/model");
    private static final List<String> FILES = List.of("config.json", "model.safetensors", "tokenizer.json");
    private static final String GEMMA = "google/gemma-2-2b-jpn-it";
    private static final String RINNA = "rinna/japanese-gpt-neox-small";

    @TempDir
    Path home;

    private HubCache cache;
    private ModelShelf shelf;

    @BeforeEach
    void prepare() {
        cache = new HubCache(home.resolve("hub"));
        shelf = new ModelShelf(home.resolve("models"));
    }

    private List<BaseModel> read(String token) {
        HubSettings hub = new HubSettings(
                home.resolve("hub"),
                URI.create("http://127.0.0.1:9"),
                Optional.of(token).filter(text -> !text.isEmpty()),
                false,
                Proxies.of(Map.of()));
        return new ShelfReader(Path.of("assets"), shelf, hub).read();
    }

    private BaseModel model(String id) {
        return find(read(""), id).orElseThrow();
    }

    private static Optional<BaseModel> find(List<BaseModel> models, String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    private void fill(String id, List<String> names) {
        new HubImport(cache).run(MODEL, HubModel.of(id), names, (file, done, all) -> {}, () -> false);
    }

    @Test
    void whatComesWithTheProgramAndWhatIsNowhereAreToldApart() {
        BaseModel mini = model("bunrui-mini");
        assertThat(mini.state()).isEqualTo(ModelState.EMBEDDED);
        assertThat(mini.files()).extracting(BaseModel.StoredFile::name).contains("config.json", "model.safetensors");
        assertThat(mini.stored()).isGreaterThan(1_000_000);
        BaseModel rinna = model(RINNA);
        assertThat(rinna.state()).isEqualTo(ModelState.ABSENT);
        assertThat(rinna.stored()).isZero();
        assertThat(rinna.wanted()).hasToString(RINNA);
    }

    @Test
    void aModelThatTheHubGivesOnlyToSomeIsSaidSoUntilOneNamesOneself() {
        assertThat(model(GEMMA).state()).isEqualTo(ModelState.GATED);
        assertThat(find(read("hf_secret"), GEMMA).orElseThrow().state()).isEqualTo(ModelState.ABSENT);
    }

    @Test
    void partsOfADownloadAndASnapshotThatLacksWeightsArePartlyHere() throws Exception {
        Path blobs = Files.createDirectories(cache.folder(GEMMA).resolve("blobs"));
        Files.write(blobs.resolve("0123.incomplete"), new byte[1000]);
        assertThat(model(GEMMA).state()).isEqualTo(ModelState.PARTLY);
        assertThat(model(GEMMA).stored()).isEqualTo(1000);
        fill(RINNA, List.of("config.json", "tokenizer.json"));
        assertThat(model(RINNA).state()).isEqualTo(ModelState.PARTLY);
        assertThat(model(RINNA).refusal()).isEmpty();
        assertThat(model(RINNA).files())
                .extracting(BaseModel.StoredFile::name)
                .containsExactly("config.json", "tokenizer.json");
    }

    @Test
    void whatElseIsInTheCacheIsAModelOnlyIfItCanBeUsedOrIsUnfinished() throws Exception {
        fill("someone/tiny", FILES);
        fill("someone/dictionary", List.of("tokenizer.json"));
        Path blobs = Files.createDirectories(cache.folder("someone/unfinished").resolve("blobs"));
        Files.write(blobs.resolve("0123.incomplete"), new byte[1000]);
        BaseModel tiny = model("someone/tiny");
        assertThat(tiny.state()).isEqualTo(ModelState.PRESENT);
        assertThat(tiny.title()).isEqualTo("someone/tiny");
        assertThat(tiny.family()).isEqualTo("gpt_neox");
        assertThat(tiny.folder()).isPresent();
        assertThat(model("someone/unfinished").state()).isEqualTo(ModelState.PARTLY);
        assertThat(find(read(""), "someone/dictionary")).isEmpty();
    }

    @Test
    void aWholeModelOfAnotherKindIsRefusedWithAReason() throws Exception {
        Path odd = Files.createDirectory(home.resolve("odd"));
        for (String name : FILES) {
            Files.copy(MODEL.resolve(name), odd.resolve(name));
        }
        Files.writeString(odd.resolve("config.json"), "{\"model_type\":\"bloom\"}");
        HubDownload.Progress silent = (file, done, all) -> {};
        new HubImport(cache).run(odd, HubModel.of(RINNA), FILES, silent, () -> false);
        assertThat(model(RINNA).state()).isEqualTo(ModelState.UNUSABLE);
        assertThat(model(RINNA).refusal().orElseThrow()).hasMessageContaining("bloom");
    }

    @Test
    void aFolderOfOnesOwnIsAmongThemAndSaidToBeUnusableWhenItsFilesHaveGone() throws Exception {
        Path mine = Files.createDirectory(home.resolve("mine"));
        for (String name : FILES) {
            Files.copy(MODEL.resolve(name), mine.resolve(name));
        }
        shelf.add(mine);
        String id = mine.toAbsolutePath().toString();
        assertThat(model(id).state()).isEqualTo(ModelState.FOLDER);
        assertThat(model(id).title()).isEqualTo("mine");
        assertThat(model(id).ofHub()).isFalse();
        Files.delete(mine.resolve("model.safetensors"));
        assertThat(model(id).state()).isEqualTo(ModelState.UNUSABLE);
        assertThat(model(id).refusal()).isPresent();
    }

    @Test
    void whatHasNotChangedIsEqualToItself() {
        fill("someone/tiny", FILES);
        assertThat(read("")).isEqualTo(read(""));
    }
}
