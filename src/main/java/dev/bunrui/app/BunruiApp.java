package dev.bunrui.app;

import dev.bunrui.app.choice.Preferences;
import dev.bunrui.app.look.Theme;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Place;
import dev.bunrui.app.shell.Shell;
import dev.bunrui.experiment.RunTrash;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.LogFile;
import dev.bunrui.hub.HubSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The window: puts the pages together. */
public final class BunruiApp extends Application {
    private static final Logger FX_LOG = Logger.getLogger("javafx");
    private static final Duration QUEUE_PAUSE = Duration.ofSeconds(5);
    private static final Duration FIRST_LOOK = Duration.ofMillis(150);
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 720;
    private static final double LEAST_WIDTH = 1200;
    private static final double LEAST_HEIGHT = 660;

    private final AppContext context;
    private final Shell shell;
    private final Rest rest = new Rest();
    private Preferences preferences = Preferences.FIRST;

    /** The window over the folders of this process. */
    public BunruiApp() {
        this(AppFolders.ofProcess());
    }

    /** The window over some user's folders. */
    public BunruiApp(AppFolders folders) {
        this(folders, HubSettings.ofProcess());
    }

    /** As {@link #BunruiApp(AppFolders)}, with a hub and a cache of one's own. */
    public BunruiApp(AppFolders folders, HubSettings hub) {
        this.context = AppContext.over(folders, hub);
        this.shell = new Shell(context);
    }

    /** Opens the window, and returns when it is closed. */
    public static void open(AppFolders folders) {
        LogFile.start(folders.logs(), System.err);
        // It warns that JavaFX lies on the class path, which is where the libraries above it want it.
        FX_LOG.setLevel(Level.SEVERE);
        Application.launch(BunruiApp.class);
    }

    /** Not on the window's thread, which has no business with files. */
    @Override
    public void init() {
        // The first page asks for the runs; of thousands most is read by the time that it does.
        context.work().once(() -> context.runs().readWithin(FIRST_LOOK), done -> {}, problem -> {});
        Theme.loadFonts(context.folders().assets());
        preferences = Preferences.read(context.folders().settings());
    }

    @Override
    public void start(Stage stage) {
        FX_LOG.setLevel(null);
        context.choices().begin(preferences);
        Pages pages = new Pages(context, shell);
        Scene scene = new Scene(shell.root(), WIDTH, HEIGHT);
        scene.getStylesheets()
                .add(Objects.requireNonNull(BunruiApp.class.getResource("look.css"))
                        .toExternalForm());
        shell.listenTo(scene);
        stage.setTitle("Bunrui");
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        pages.show(Place.HOME);
        stage.show();
        shell.makeReady();
        rest.begin(scene);
        // Runs that waited when the machine went down go on, and so does the queue if its process is killed meanwhile.
        var unused = context.work()
                .repeatedly(
                        QUEUE_PAUSE,
                        () -> {
                            context.service().ensure();
                            return true;
                        },
                        done -> {},
                        problem -> {});
        context.cluster().begin();
        // What was deleted the last time can no longer be brought back.
        RunTrash trash = new RunTrash(context.folders().runs());
        context.work()
                .once(
                        () -> {
                            trash.empty();
                            return trash;
                        },
                        done -> {},
                        problem -> {});
    }

    @Override
    public void stop() {
        shell.close();
        context.fetch().close();
        context.work().close();
        context.machine().close();
    }
}
