package dev.bunrui.robot;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Comes into the program as a Java agent and uses its window as a person would: {@code -javaagent:robot.jar=NAME=VALUE;…}.
 * Other processes, which may have no JavaFX, are left alone.
 */
public final class Agent {
    private static final String PROGRAM = "dev.bunrui.Launcher";

    private Agent() {}

    public static void premain(String arguments) {
        String command = System.getProperty("sun.java.command", "");
        if (!command.strip().endsWith(PROGRAM)) {
            return;
        }
        Map<String, String> asked = Arrays.stream(arguments.split(";"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Thread robot = new Thread(() -> new Visit(asked).make(), "robot");
        robot.setDaemon(true);
        robot.start();
    }
}
