package dev.bunrui.app.models;

import static dev.bunrui.app.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.BunruiApp;
import dev.bunrui.app.WindowTest;
import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubModel;
import dev.bunrui.hub.HubServer;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.hub.Proxies;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.llm.shelf.ModelState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.util.WaitForAsyncUtils;

/** Models come and go in the window, beside a real hub on this machine. */
@Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelsPageTest extends WindowTest {
    private static final Path MODEL = Path.of("src/test/resources/dev/bunrui/llm/network/sequential/model");
    private static final String GEMMA = "google/gemma-2-2b-jpn-it";

    private Optional<HubServer> server = Optional.empty();
    private boolean offline;

    @Override
    protected BunruiApp application() {
        try {
            if (server.isEmpty()) {
                Map<String, byte[]> files = new HashMap<>();
                for (String name : List.of("config.json", "model.safetensors", "tokenizer.json")) {
                    files.put(name, Files.readAllBytes(MODEL.resolve(name)));
                }
                server = Optional.of(new HubServer(files));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new BunruiApp(
                folders,
                new HubSettings(
                        cache(), URI.create(hub().endpoint()), Optional.empty(), offline, Proxies.of(Map.of())));
    }

    @AfterEach
    void closeServer() {
        hub().close();
    }

    private HubServer hub() {
        return server.orElseThrow();
    }

    private Path cache() {
        return home.resolve("hub");
    }

    @SuppressWarnings("unchecked") // the page's own table
    private TableView<BaseModel> table() throws Exception {
        return appearing("models-table", TableView.class);
    }

    /** Waits until something holds on the window's thread. */
    private static void holds(BooleanSupplier wanted) throws Exception {
        WaitForAsyncUtils.waitFor(
                1,
                TimeUnit.MINUTES,
                () -> WaitForAsyncUtils.asyncFx(wanted::getAsBoolean).get());
    }

    private void openPage() throws Exception {
        click("place-models");
        TableView<BaseModel> table = table();
        holds(() -> !table.getItems().isEmpty());
    }

    private void choose(String id) throws Exception {
        TableView<BaseModel> table = table();
        robot.interact(() -> table.getItems().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .ifPresent(table.getSelectionModel()::select));
    }

    private void awaitState(String id, ModelState state) throws Exception {
        TableView<BaseModel> table = table();
        holds(() -> table.getItems().stream().anyMatch(model -> model.id().equals(id) && model.state() == state));
    }

    private boolean shown(String id) {
        return robot.lookup("#" + id).tryQuery().filter(ModelsPageTest::shown).isPresent();
    }

    private static boolean shown(Node node) {
        return node.isVisible() && (node.getParent() == null || shown(node.getParent()));
    }

    /** Begins to fetch the server's model by its id and stops amid its weights. */
    private void fetchAPart() throws Exception {
        type("models-search", HubServer.ID);
        says("models-fetch-named", text -> text.contains(HubServer.ID));
        hub().holdAfter(60_000);
        click("models-fetch-named");
        hub().awaitHeld(60_000);
        click("models-queue-cancel");
        hub().release();
    }

    @Test
    void aModelIsFetchedByItsIdStoppedGoneOnWithVerifiedAndDeleted() throws Exception {
        openPage();
        fetchAPart();
        holds(() -> !shown("models-queue"));
        awaitState(HubServer.ID, ModelState.PARTLY);
        choose(HubServer.ID);
        assertThat(appearing("models-download", Button.class).getText()).isEqualTo("Go on downloading");
        click("models-download");
        awaitState(HubServer.ID, ModelState.PRESENT);
        choose(HubServer.ID);
        says("models-title", text -> text.equals(HubServer.ID));
        click("models-verify");
        says("models-said", text -> text.startsWith(HubServer.ID + " is sound") && text.contains("tensors"));
        click("models-remove");
        says("models-remove-question", text -> text.startsWith("Delete " + HubServer.ID) && text.contains("KiB"));
        click("models-remove-keep");
        assertThat(shown("models-remove-question")).isFalse();
        table();
        robot.interact(() -> find("models-table", TableView.class).requestFocus());
        robot.type(KeyCode.DELETE);
        says("models-remove-question", text -> text.startsWith("Delete " + HubServer.ID));
        click("models-remove-confirm");
        says("models-said", text -> text.contains("was deleted"));
        assertThat(new HubCache(cache()).models()).isEmpty();
        TableView<BaseModel> table = table();
        holds(() -> table.getItems().isEmpty());
    }

    @Test
    void aDamagedFileIsFound() throws Exception {
        openPage();
        type("models-search", HubServer.ID);
        click("models-fetch-named");
        awaitState(HubServer.ID, ModelState.PRESENT);
        Path weights = new HubCache(cache())
                .snapshot(HubModel.of(HubServer.ID))
                .orElseThrow()
                .resolve("model.safetensors")
                .toRealPath();
        byte[] content = Files.readAllBytes(weights);
        content[content.length - 1] ^= 1;
        Files.write(weights, content);
        choose(HubServer.ID);
        click("models-verify");
        refused("models-trouble", "model.safetensors", HubServer.ID);
    }

    @Test
    void whatTheHubRefusesIsSaidWhicheverModelIsLookedAt() throws Exception {
        openPage();
        type("models-search", "nobody/nothing");
        click("models-fetch-named");
        refused("models-queue-failure", "nobody/nothing", hub().endpoint());
        click("models-queue-dismiss");
        assertThat(shown("models-queue")).isFalse();
        type("models-search", GEMMA);
        choose(GEMMA);
        says("models-title", text -> text.equals("Gemma 2 2B JPN"));
        click("models-download");
        refused("models-download-failure", GEMMA);
        robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        robot.write("calm");
        TableView<BaseModel> table = table();
        holds(() -> table.getItems().size() == 6);
    }

    @Test
    void theListIsSearchedAndKeepsTheModelThatIsLookedAt() throws Exception {
        openPage();
        TableView<BaseModel> table = table();
        int all = table.getItems().size();
        assertThat(all).isGreaterThan(35);
        choose("cyberagent/open-calm-7b");
        type("models-search", "calm CC-BY");
        holds(() -> table.getItems().size() == 6);
        assertThat(table.getSelectionModel().getSelectedItem().id()).isEqualTo("cyberagent/open-calm-7b");
        type("models-search", "GPT-2 mit");
        holds(() -> table.getItems().size() == 4);
        says("models-title", text -> text.equals("OpenCALM 7B"));
        type("models-search", "");
        holds(() -> table.getItems().size() == all);
        assertThat(table.getSelectionModel().getSelectedItem().id()).isEqualTo("cyberagent/open-calm-7b");
        click("models-here");
        holds(() -> table.getItems().size() == 1);
        choose("bunrui-mini");
        says("models-verdict", text -> text.startsWith("Training fits"));
        click("models-use");
        click("step-model");
        says("model-verdict", text -> text.startsWith("Fits"));
    }

    @Test
    void withoutTheNetworkAndWithoutATokenItIsSaidWhatCanBeDone() throws Exception {
        openPage();
        choose(GEMMA);
        assertThat(shown("models-offline")).isFalse();
        TableView<BaseModel> table = table();
        assertThat(table.getSelectionModel().getSelectedItem().state()).isEqualTo(ModelState.GATED);
        assertThat(appearing("models-fetch", Node.class).lookupAll(".label").toString())
                .contains("HF_TOKEN");
        offline = true;
        reopen();
        openPage();
        says("models-offline", text -> text.contains("HF_HUB_OFFLINE"));
        choose(GEMMA);
        says("models-title", text -> text.equals("Gemma 2 2B JPN"));
        assertThat(find("models-download", Button.class).isDisabled()).isTrue();
        assertThat(find("models-copy", Button.class).isDisabled()).isFalse();
        assertThat(hub().requests()).isEmpty();
    }

    @Test
    void whatCameBeforeTheWindowWasClosedIsThereAndTheWizardFetchesTheRest() throws Exception {
        openPage();
        type("models-search", HubServer.ID);
        hub().holdAfter(60_000);
        click("models-fetch-named");
        hub().awaitHeld(60_000);
        reopen(() -> hub().release());
        click("place-wizard");
        click("step-model");
        type("model-search", HubServer.ID);
        @SuppressWarnings("unchecked") // the step's own table
        TableView<BaseModel> models = appearing("models", TableView.class);
        holds(() -> models.getItems().size() == 1);
        robot.interact(() -> models.getSelectionModel().select(0));
        says("wizard-lacking", text -> text.contains("download"));
        click("model-download");
        holds(() -> models.getItems().size() == 1 && models.getItems().get(0).state() == ModelState.PRESENT);
        await(find("wizard-next", Button.class).disabledProperty(), disabled -> !disabled);
        assertThat(new HubCache(cache())
                        .snapshot(HubModel.of(HubServer.ID))
                        .orElseThrow()
                        .resolve("model.safetensors"))
                .hasSameBinaryContentAs(MODEL.resolve("model.safetensors"));
    }
}
