package dev.bunrui.robot;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.stage.Window;

/**
 * Comes into the program as a Java agent and uses its window as a person would: {@code -javaagent:robot.jar=NAME=VALUE;…}.
 * Processes of the program that have no window are left alone.
 */
public final class Agent {
    private static final String PROGRAM = "dev.bunrui.Launcher";

    private Agent() {}

    public static void premain(String arguments) {
        String command = System.getProperty("sun.java.command", "");
        if (!command.strip().endsWith(PROGRAM)) {
            return;
        }
        Map<String, String> asked = new HashMap<>(Arrays.stream(arguments.split(";"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        Thread robot = new Thread(() -> work(asked), "robot");
        robot.setDaemon(true);
        robot.start();
    }

    private static void work(Map<String, String> asked) {
        try {
            long shown = awaitWindow();
            if (asked.get("do").equals("start")) {
                long begun = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
                System.err.println("robot: window " + (shown - begun));
                end();
            }
            Path out = Path.of(asked.get("out"));
            switch (asked.get("do")) {
                case "tour" -> new Tour(new Hands(), out, asked).go();
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
        Platform.runLater(() -> java.util.List.copyOf(Window.getWindows()).forEach(Window::hide));
        Hands.sleep(2000);
        Runtime.getRuntime().halt(0);
    }
}
