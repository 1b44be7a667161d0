package dev.bunrui.app.classifier;

import static dev.bunrui.app.Waiting.await;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.NoRoutes;
import dev.bunrui.app.shell.Place;
import dev.bunrui.file.AppFolders;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import org.junit.jupiter.api.AfterEach;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The classifier's page alone, with real runs and a real process that answers. */
abstract class ClassifierTest {
    final FxRobot robot = new FxRobot();

    /** The places that the page led to. */
    final List<Place> ways = new ArrayList<>();

    AppContext context;
    ClassifierPage page;

    /** Opens the page over some user's folders; {@code before} is done to it before it is shown. */
    void open(AppFolders folders, Consumer<ClassifierPage> before) throws Exception {
        FxToolkit.registerPrimaryStage();
        context = AppContext.over(folders);
        FxToolkit.setupStage(stage -> {
            page = new ClassifierPage(context, new NoRoutes() {
                @Override
                public void show(Place place) {
                    ways.add(place);
                }
            });
            context.theme().show(false);
            stage.setScene(new Scene((Parent) page.view(), 1090, 720));
            before.accept(page);
            page.shown();
            stage.show();
            stage.requestFocus();
        });
    }

    @AfterEach
    void close() throws Exception {
        robot.interact(() -> {
            page.hidden();
            page.closed();
            context.work().close();
        });
        FxToolkit.cleanupStages();
    }

    ComboBox<?> runs() {
        return robot.lookup("#classifier-run").queryComboBox();
    }

    void awaitRun() throws InterruptedException {
        await(runs().valueProperty(), run -> run != null);
    }
}
