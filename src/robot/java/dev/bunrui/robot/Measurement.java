package dev.bunrui.robot;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;

/** How the window does while it is used: one line a figure, {@code robot: NAME VALUE}. */
final class Measurement {
    private static final long MINUTE_MILLIS = 60_000;
    private static final int MINUTES = 10;
    private static final int QUESTIONS = 100;
    private static final int WARM_UP = 10;
    private static final int WHEEL_TURNS = 200;
    private static final long WHEEL_PAUSE_MILLIS = 20;
    /** What the page waits after the last key. */
    private static final double TYPING_PAUSE_MILLIS = 250;

    private final Hands hands;
    private final Path log;
    private final String what;
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean listening = true;

    Measurement(Hands hands, Path out, Map<String, String> asked) {
        this.hands = hands;
        this.log = out;
        this.what = asked.get("what");
    }

    void go() {
        Hands.sleep(3000);
        switch (what) {
            case "watch" -> watch();
            case "classify" -> classify();
            case "click" -> click();
            case "compare" -> compare();
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void say(String name, double value) {
        System.err.printf("robot: %s %.1f%n", name, value);
    }

    /** The monitor opens by itself on the run that is worked on. */
    private void watch() {
        hands.click("place-monitor");
        hands.says("run-state", text -> text.contains("20,000"));
        Hands.sleep(10_000);
        double[] minutes = new double[MINUTES + 1];
        minutes[0] = residentMiB();
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        for (int minute = 1; minute <= MINUTES; minute++) {
            long cpu = system.getProcessCpuTime();
            long start = System.nanoTime();
            Hands.sleep(MINUTE_MILLIS);
            say("cpu", 100.0 * (system.getProcessCpuTime() - cpu) / (System.nanoTime() - start)); // the last minute counts
            minutes[minute] = residentMiB();
            say("memory-" + minute, minutes[minute]);
        }
        say("memory-begin", minutes[0]);
        say("memory-half", minutes[MINUTES / 2]);
        say("memory-end", minutes[MINUTES]);
    }

    static double residentMiB() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow()
                    / 1024.0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every page is shown, and the wizard gone through, while the window's thread is asked all the time whether it is free. */
    private void click() {
        Thread listener = new Thread(this::listen, "listener");
        listener.setDaemon(true);
        listener.start();
        for (String round : new String[] {"first", "again"}) {
            longest.set(0);
            for (String id : List.of(
                    "place-wizard", "wizard-next", "wizard-next", "wizard-next", "wizard-next", "place-monitor",
                    "place-runs", "place-compare", "place-classifier", "place-models", "place-settings", "language", "language", "theme", "theme",
                    "place-wizard", "step-data", "place-home")) {
                long before = longest.getAndSet(0);
                hands.click(id);
                Hands.sleep(1500);
                long now = longest.get();
                System.err.printf("robot: block-%s-%s %.1f%n", round, id, now / 1e6);
                longest.accumulateAndGet(before, Math::max);
            }
            say("block-" + round, longest.get() / 1e6);
        }
        listening = false;
    }

    /** From the click to the rows of the comparison; and the time between two pictures while its table is scrolled through. */
    private void compare() {
        long start = System.nanoTime();
        hands.click("place-compare");
        TableView<?> table = (TableView<?>) hands.awaitNode("compare-table", shown -> !((TableView<?>) shown).getItems().isEmpty());
        say("compare-open", (System.nanoTime() - start) / 1e6);
        Hands.sleep(2000);
        hands.click("compare-table");
        List<Double> pauses = new ArrayList<>();
        AnimationTimer pulses = new AnimationTimer() {
            private long before;

            @Override
            public void handle(long now) {
                long time = System.nanoTime();
                if (before != 0) {
                    pauses.add((time - before) / 1e6);
                }
                before = time;
            }
        };
        Hands.onFx(() -> {
            pulses.start();
            return null;
        });
        for (int turn = 0; turn < WHEEL_TURNS; turn++) {
            hands.wheel(turn < WHEEL_TURNS / 2 ? 1 : -1);
            Hands.sleep(WHEEL_PAUSE_MILLIS);
        }
        double[] millis = Hands.onFx(() -> {
            pulses.stop();
            return pauses.stream().mapToDouble(pause -> pause).sorted().toArray();
        });
        say("scroll-median", millis[millis.length / 2]);
        say("scroll-95", millis[(int) (0.95 * millis.length)]);
        say("scroll-longest", millis[millis.length - 1]);
        System.err.printf("robot: compare-rows %d%n", Hands.<Integer>onFx(() -> table.getItems().size()));
    }

    private void listen() {
        while (listening) {
            long asked = System.nanoTime();
            Platform.runLater(() -> longest.accumulateAndGet(System.nanoTime() - asked, Math::max));
            Hands.sleep(5);
        }
    }

    /** From the last key to the answer on the screen, the pause that the page makes by design taken off. */
    private void classify() {
        List<String> articles = articles();
        hands.click("place-classifier");
        TextInputControl body = (TextInputControl) hands.awaitNode("article-body", node -> true);
        double[] millis = new double[QUESTIONS];
        for (int i = -WARM_UP; i < QUESTIONS; i++) {
            String article = articles.get(Math.floorMod(i, articles.size())) + " " + i;
            double took = ask(body, article) - TYPING_PAUSE_MILLIS;
            if (i >= 0) {
                millis[i] = took;
            }
        }
        Arrays.sort(millis);
        say("answer-median", millis[QUESTIONS / 2]);
        say("answer-95", millis[(int) (0.95 * QUESTIONS)]);
    }

    private double ask(TextInputControl body, String text) {
        String before = answer();
        List<Double> shown = new ArrayList<>();
        Hands.onFx(() -> {
            long start = System.nanoTime();
            body.setText(text);
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    // What a pulse finds changed the pulse before has drawn, or this one does.
                    if (!answer().equals(before)) {
                        shown.add((System.nanoTime() - start) / 1e6);
                        stop();
                    }
                }
            }.start();
            return null;
        });
        while (Hands.onFx(shown::isEmpty)) {
            Hands.sleep(5);
        }
        Hands.sleep(50);
        return Hands.onFx(() -> shown.get(0));
    }

    /** All that is said of an article; two articles in a row hardly agree in all of it. */
    private String answer() {
        return Hands.onWindow(() -> Stream.of("ranks-first", "ranks-figure", "about-answer")
                .map(hands::lookup)
                .map(node -> node instanceof Labeled label ? label.getText() : "")
                .collect(Collectors.joining(" ")));
    }

    /** Real articles from the sample: the last line of each file is its body. */
    private List<String> articles() {
        try (var files = Files.walk(log)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(Measurement::body)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String body(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(3, lines.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
