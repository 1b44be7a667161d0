package dev.bunrui.app;

import static dev.bunrui.app.Waiting.await;

import dev.bunrui.file.AppFolders;
import dev.bunrui.service.KnownMachine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window over a home of its own, and the eyes and hands of its user. */
public abstract class WindowTest {
    private static final long PATIENCE_MINUTES = 3;

    @TempDir
    protected Path home;

    protected final FxRobot robot = new FxRobot();
    protected AppFolders folders;
    private Application app;
    private Locale before;

    @BeforeEach
    void open() throws Exception {
        before = Locale.getDefault();
        folders = new AppFolders(Path.of(""), home);
        furnish();
        FxToolkit.registerPrimaryStage();
        app = FxToolkit.setupApplication(this::application);
    }

    /** What the window finds in its home when it is opened first: the machine was looked at before. */
    protected void furnish() throws IOException {
        KnownMachine.in(folders);
    }

    /** The window as it is opened each time. */
    protected BunruiApp application() {
        return new BunruiApp(folders);
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupApplication(app);
        Locale.setDefault(before);
        Path lock = folders.service().resolve("service.lock");
        if (Files.exists(lock)) {
            // Until the service has ended it may still write below the folder that is about to be deleted.
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
                channel.lock().release();
            }
        }
    }

    /** Closes the window and opens it as another start of the program does. */
    protected void reopen() throws Exception {
        reopen(() -> {});
    }

    /** As {@link #reopen()}, with something done while the window is closed. */
    protected void reopen(Runnable meanwhile) throws Exception {
        FxToolkit.cleanupApplication(app);
        meanwhile.run();
        Locale.setDefault(before);
        app = FxToolkit.setupApplication(this::application);
    }

    protected <T extends Node> T find(String id, Class<T> type) {
        return Waiting.looked(() -> robot.lookup("#" + id).queryAs(type));
    }

    /** Waits until the page that has the node is shown. */
    protected <T extends Node> T appearing(String id, Class<T> type) throws Exception {
        // Found once and kept: a page may put a new node in its place the moment after.
        AtomicReference<Optional<T>> found = new AtomicReference<>(Optional.empty());
        WaitForAsyncUtils.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES, () -> {
            found.set(Waiting.looked(() -> robot.lookup("#" + id).tryQueryAs(type)));
            return found.get().isPresent();
        });
        return found.get().orElseThrow();
    }

    /** Clicks on what can be clicked on only now or a little later. */
    protected void click(String id) throws Exception {
        Node node = appearing(id, Node.class);
        await(node.disabledProperty(), disabled -> !disabled);
        Waiting.click(robot, id);
    }

    protected String text(String id) {
        return find(id, Labeled.class).getText();
    }

    /** Waits for the words of a label. */
    protected void says(String id, Predicate<String> wanted) throws Exception {
        WaitForAsyncUtils.waitFor(
                PATIENCE_MINUTES,
                TimeUnit.MINUTES,
                () -> Waiting.looked(() ->
                                robot.lookup("#" + id).tryQueryAs(Labeled.class).map(Labeled::getText))
                        .filter(wanted)
                        .isPresent());
    }

    /** Puts a text into a field in place of what is in it. */
    protected void type(String id, String words) throws Exception {
        TextInputControl field = appearing(id, TextInputControl.class);
        robot.interact(() -> field.setText(words));
    }

    /** Waits for a sentence that says why not, in both languages. */
    protected void refused(String id, String... parts) throws Exception {
        says(id, text -> Stream.of(parts).allMatch(text::contains));
        Button language = find("language", Button.class);
        String english = text(id);
        robot.interact(language::fire);
        says(id, text -> !text.equals(english));
        String japanese = text(id);
        Sentences.assertPlain(english, japanese);
        robot.interact(language::fire);
        says(id, text -> text.equals(english));
    }
}
