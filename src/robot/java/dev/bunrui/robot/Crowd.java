package dev.bunrui.robot;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;

/** How the window does with thousands of runs: one line a figure, {@code robot: NAME VALUE}. */
final class Crowd {
    private static final long WATCHED_MILLIS = 30_000;

    private final Hands hands;
    private final long begun;
    private final AtomicLong longest = new AtomicLong();

    /** {@code begun} is when the process was, in milliseconds since 1970. */
    Crowd(Hands hands, long begun) {
        this.hands = hands;
        this.begun = begun;
    }

    void go() {
        hands.awaitNode("recent-runs", Crowd::filled);
        Hands.onFx(() -> true); // the next pulse has drawn it
        say("home", System.currentTimeMillis() - begun);
        Hands.sleep(3000);
        Thread listener = new Thread(this::listen, "listener");
        listener.setDaemon(true);
        listener.start();
        long start = System.nanoTime();
        hands.click("place-runs");
        hands.awaitNode("runs-table", Crowd::filled);
        say("runs", (System.nanoTime() - start) / 1e6);
        Hands.sleep(2000);
        say("runs-block", longest.getAndSet(0) / 1e6);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long from = System.nanoTime();
        Hands.sleep(WATCHED_MILLIS);
        say("cpu", 100.0 * (system.getProcessCpuTime() - cpu) / (System.nanoTime() - from));
        say("runs-later", longest.getAndSet(0) / 1e6);
        start = System.nanoTime();
        hands.click("place-compare");
        hands.awaitNode("compare-scope", Crowd::filled);
        say("scopes", (System.nanoTime() - start) / 1e6);
        hands.awaitNode("compare-table", Crowd::filled);
        say("compare", (System.nanoTime() - start) / 1e6);
        say("compare-block", longest.getAndSet(0) / 1e6);
        say("memory", Measurement.residentMiB());
    }

    private static boolean filled(Object node) {
        return node instanceof TableView<?> table && !table.getItems().isEmpty()
                || node instanceof ComboBox<?> box && !box.getItems().isEmpty()
                || node instanceof ChoiceBox<?> choice && !choice.getItems().isEmpty();
    }

    private void listen() {
        while (true) {
            long asked = System.nanoTime();
            Platform.runLater(() -> longest.accumulateAndGet(System.nanoTime() - asked, Math::max));
            Hands.sleep(5);
        }
    }

    private static void say(String name, double value) {
        System.err.printf("robot: %s %.1f%n", name, value);
    }
}
