package dev.bunrui.robot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.stage.Window;

/** What the robot does in the window, from the first time that it is drawn to its end. */
final class Visit {
    private final Map<String, String> asked;

    Visit(Map<String, String> asked) {
        this.asked = asked;
    }

    void make() {
        try {
            long shown = awaitWindow();
            Path out = Path.of(asked.get("out"));
            switch (asked.get("do")) {
                case "start" -> System.err.println("robot: window " + (shown - begun()));
                case "tour" -> new Tour(new Hands(), out, asked).go();
                case "files" -> files(new Hands(), out);
                case "cluster" -> new Cluster(new Hands(), out, asked.get("epochs"))
                        .go(asked.get("language").equals("ja"), asked.get("theme").equals("dark"));
                case "crowd" -> new Crowd(new Hands(), begun()).go();
                case "measure" -> new Measurement(new Hands(), out, asked).go();
                default -> throw new IllegalArgumentException(asked.get("do"));
            }
            end();
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            System.err.println("robot: failed");
            Runtime.getRuntime().halt(3);
        }
    }

    /** Files are dragged, then chosen. */
    private void files(Hands hands, Path out) {
        hands.place(1280, 720);
        hands.speak(asked.get("language").equals("ja"));
        new Drops(hands, out, asked).go();
        new Dialogs(hands, out, asked).go();
    }

    private static long begun() {
        return ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    }

    /** When the window has been drawn for the first time. */
    private static long awaitWindow() {
        while (true) {
            try {
                boolean there = Hands.onFx(() -> Window.getWindows().stream()
                        .anyMatch(window -> window.isShowing() && window.getScene() != null));
                if (there) {
                    // The next pulse has drawn it.
                    Hands.onFx(() -> true);
                    return System.currentTimeMillis();
                }
            } catch (IllegalStateException notYet) {
                // The toolkit has not begun.
            }
            Hands.sleep(5);
        }
    }

    private static void end() {
        Platform.runLater(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        Hands.sleep(2000);
        Runtime.getRuntime().halt(0);
    }
}
