package dev.bunrui.app.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.Waiting;
import dev.bunrui.app.shelf.ModelWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.file.AppFolders;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.beans.binding.Bindings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShownModelsTest {
    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private AppContext context;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        robot.interact(() -> context = AppContext.over(new AppFolders(Path.of(""), home)));
    }

    @AfterEach
    void close() {
        context.work().close();
    }

    @Test
    void theFirstIsLookedAtAlsoWhereAnotherPageHadTheModelsRead() throws Exception {
        robot.interact(() -> context.models().look());
        Waiting.await(Bindings.size(context.models().models()), size -> size.intValue() > 0);
        ShownModels shown =
                Waiting.looked(() -> new ShownModels(context, new ModelWords(context.texts(), context.fetch())));
        assertThat(shown.chosen().get())
                .isEqualTo(context.models().models().get(0).id());
    }
}
