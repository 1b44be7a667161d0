package dev.bunrui.app.wizard.draft;

import static dev.bunrui.app.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.file.AppFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A folder that a person has chosen as a base model; the system's dialog that it comes from cannot be led by a robot. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelsModelTest {
    private static final Path MODEL = Path.of("src/test/resources/dev/bunrui/llm/network/sequential/model");
    private static final Path OTHER_TOKENIZER = Path.of("assets/models/bunrui-mini/tokenizer.json");

    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private final Draft draft = new Draft();
    private Locale before;
    private AppContext context;
    private ModelsModel models;

    @BeforeEach
    void open() throws Exception {
        before = Locale.getDefault();
        FxToolkit.registerPrimaryStage();
        context = AppContext.over(new AppFolders(Path.of(""), home));
        models = new ModelsModel(context, draft);
    }

    @AfterEach
    void close() {
        context.work().close();
        Locale.setDefault(before);
    }

    private void refused(Path folder, String english, String japanese) throws Exception {
        String chosen = draft.option(Draft.MODEL).get();
        robot.interact(() -> models.add(folder));
        await(models.failure(), text -> text.contains(english));
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        assertThat(models.failure().get()).contains(japanese).endsWith("。");
        robot.interact(() -> context.texts().speak(Locale.ENGLISH));
        assertThat(draft.option(Draft.MODEL).get()).isEqualTo(chosen);
    }

    @Test
    void whatIsNoModelIsRefusedAndTheOneThatWasChosenStays() throws Exception {
        Path folder = Files.createDirectory(home.resolve("model"));
        refused(folder, "holds no config.json", "config.json がありません");
        Files.copy(MODEL.resolve("config.json"), folder.resolve("config.json"));
        refused(folder, "holds none of model.safetensors", "model.safetensors");
        Files.copy(MODEL.resolve("model.safetensors"), folder.resolve("model.safetensors"));
        refused(folder, "holds no tokenizer.json", "tokenizer.json");
        Files.copy(OTHER_TOKENIZER, folder.resolve("tokenizer.json"));
        refused(folder, "the model knows", "トークン");
        Files.copy(
                MODEL.resolve("tokenizer.json"), folder.resolve("tokenizer.json"), StandardCopyOption.REPLACE_EXISTING);
        Path place = Files.writeString(context.folders().models(), "no folder");
        refused(folder, "cannot be written", "書き込めません");
        Files.delete(place);
        robot.interact(() -> models.add(folder));
        await(draft.option(Draft.MODEL), id -> id.equals(folder.toAbsolutePath().toString()));
        assertThat(models.failure().get()).isEmpty();
    }
}
