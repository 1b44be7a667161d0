package dev.bunrui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Waits for what is shown, without looking again and again. */
public final class Waiting {
    private static final long PATIENCE_MINUTES = 3;

    private Waiting() {}

    /** Waits until a value is as it should be. */
    public static <T> void await(ObservableValue<T> value, Predicate<T> wanted) throws InterruptedException {
        CountDownLatch come = new CountDownLatch(1);
        InvalidationListener listener = change -> {
            if (wanted.test(value.getValue())) {
                come.countDown();
            }
        };
        Platform.runLater(() -> {
            value.addListener(listener);
            listener.invalidated(value);
        });
        assertThat(come.await(PATIENCE_MINUTES, TimeUnit.MINUTES))
                .as(() -> "came to be; it is " + value.getValue())
                .isTrue();
        Platform.runLater(() -> value.removeListener(listener));
    }

    /**
     * Looks in the window on its own thread, after what was to be done there before: on another thread the nodes may
     * change under one's eyes.
     */
    public static <T> T looked(Callable<T> look) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.MINUTES.toMillis(PATIENCE_MINUTES), look);
    }

    /**
     * Clicks on what is shown under an id, where it is once the mouse is there: a page may put a new node there any moment,
     * or be moved by what comes.
     */
    public static void click(FxRobot robot, String id) {
        Point2D there = place(robot, id);
        Point2D before;
        do {
            robot.moveTo(there);
            before = there;
            there = place(robot, id);
        } while (!there.equals(before));
        robot.clickOn(MouseButton.PRIMARY);
    }

    private static Point2D place(FxRobot robot, String id) {
        WaitForAsyncUtils.waitForFxEvents();
        return looked(() -> {
            Parent root = robot.lookup("#" + id).query().getScene().getRoot();
            root.applyCss();
            root.layout(); // what has just come may still move the rest
            return robot.point("#" + id).query();
        });
    }
}
