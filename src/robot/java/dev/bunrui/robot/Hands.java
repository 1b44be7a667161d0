package dev.bunrui.robot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Looks things up in the window by their ids, and moves the real pointer and presses the real keys. */
final class Hands {
    private static final long PAUSE_MILLIS = 40;
    private static final int DRAG_STEPS = 20;
    private static final long PATIENCE_MILLIS = 240_000;

    private final Robot robot;

    Hands() {
        this.robot = onFx(Robot::new);
    }

    static <T> T onFx(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.call());
            } catch (Exception failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return result.get();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** As {@link #onFx}, also where that is the thread already. */
    static <T> T onWindow(Callable<T> work) {
        if (!Platform.isFxApplicationThread()) {
            return onFx(work);
        }
        try {
            return work.call();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A node that can be seen; null if there is none. */
    Node find(String id) {
        return onFx(() -> {
            for (Window window : List.copyOf(Window.getWindows())) {
                Node node = window.getScene() == null
                        ? null
                        : window.getScene().getRoot().lookupAll("#" + id).stream()
                                .filter(Hands::seen)
                                .findFirst()
                                .orElse(null);
                if (node != null) {
                    return node;
                }
            }
            return null;
        });
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    /** A node wherever it is; on the window's thread. */
    Node lookup(String id) {
        return Window.getWindows().get(0).getScene().getRoot().lookup("#" + id);
    }

    Node awaitNode(String id, Predicate<Node> wanted) {
        return awaitNode(id, wanted, PATIENCE_MILLIS);
    }

    Node awaitNode(String id, Predicate<Node> wanted, long millis) {
        long end = System.currentTimeMillis() + millis;
        while (System.currentTimeMillis() < end) {
            Node node = find(id);
            if (node != null && onFx(() -> wanted.test(node))) {
                return node;
            }
            pause();
        }
        throw new IllegalStateException("#" + id + " did not come to be as it should");
    }

    /** Waits for the words of a label or a field. */
    String says(String id, Predicate<String> wanted) {
        Node node = awaitNode(id, found -> words(found) != null && wanted.test(words(found)));
        return onFx(() -> words(node));
    }

    private static String words(Node node) {
        if (node instanceof TextInputControl field) {
            return field.getText();
        }
        return node instanceof Labeled label ? label.getText() : null;
    }

    /** Puts the window into the display's upper left corner. */
    void place(double width, double height) {
        onFx(() -> {
            Stage stage = (Stage) Window.getWindows().get(0);
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            return null;
        });
        sleep(1000);
    }

    /** Japanese or English, by the button at the foot of the rail. */
    void speak(boolean japanese) {
        boolean isJapanese = says("place-home", text -> true).equals("ホーム");
        if (isJapanese != japanese) {
            click("language");
        }
    }

    /** Light or dark, by the button at the foot of the rail. */
    void look(boolean dark) {
        String theme = says("theme", text -> true);
        boolean isDark = theme.contains("Light") || theme.contains("明るい");
        if (isDark != dark) {
            click("theme");
        }
    }

    /** Lets an option of a new training take several values. */
    void vary(String option) {
        onFx(() -> {
            ((MenuButton) lookup("add-axis"))
                    .getItems().stream()
                            .filter(item -> ("add-axis-" + option).equals(item.getId()))
                            .forEach(MenuItem::fire);
            return null;
        });
        sleep(300);
    }

    /** Puts a text into a field, wherever on its page that is. */
    void type(String field, String text) {
        onFx(() -> {
            ((TextField) lookup(field)).setText(text);
            return null;
        });
    }

    void click(String id) {
        Node node = awaitNode(id, found -> !found.isDisabled());
        pause();
        onFx(() -> {
            Bounds on = node.localToScreen(node.getBoundsInLocal());
            robot.mouseMove(on.getCenterX(), on.getCenterY());
            robot.mouseClick(MouseButton.PRIMARY);
            return null;
        });
        pause();
    }

    /** Turns the wheel where the pointer is; below zero is up. */
    void wheel(int turns) {
        onFx(() -> {
            robot.mouseWheel(turns);
            return null;
        });
    }

    /** Presses the button somewhere on the display and moves to a node, in steps as a hand does; {@link #letGo} ends it. */
    void drag(double fromX, double fromY, String id) {
        Node node = awaitNode(id, found -> true);
        Bounds on = onFx(() -> node.localToScreen(node.getBoundsInLocal()));
        move(fromX, fromY);
        onFx(() -> {
            robot.mousePress(MouseButton.PRIMARY);
            return null;
        });
        for (int step = 1; step <= DRAG_STEPS; step++) {
            pause();
            double way = (double) step / DRAG_STEPS;
            move(fromX + way * (on.getCenterX() - fromX), fromY + way * (on.getCenterY() - fromY));
        }
        sleep(400);
    }

    void letGo() {
        onFx(() -> {
            robot.mouseRelease(MouseButton.PRIMARY);
            return null;
        });
        pause();
    }

    private void move(double x, double y) {
        onFx(() -> {
            robot.mouseMove(x, y);
            return null;
        });
        pause();
    }

    /** Puts a text on the clipboard and pastes it where the focus is. */
    void paste(String text) {
        onFx(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            return null;
        });
        press(KeyCode.CONTROL, KeyCode.V);
    }

    void press(KeyCode... keys) {
        onFx(() -> {
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
            return null;
        });
        pause();
    }

    /** A picture of the whole display. */
    void picture(Path file) {
        onFx(() -> {
            robot.mouseMove(2, robot.getMouseY()); // no tooltip in the way
            return null;
        });
        shot(file);
    }

    /** A picture of the whole display, the pointer left where it is. */
    void shot(Path file) {
        sleep(500);
        try {
            int code = new ProcessBuilder("import", "-window", "root", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("no picture " + file);
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static void pause() {
        sleep(PAUSE_MILLIS);
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
