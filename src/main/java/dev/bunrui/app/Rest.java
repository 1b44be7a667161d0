package dev.bunrui.app;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.util.Duration;

/**
 * Collects the old part of the heap while nobody is at the window. Such a collection stops everything for a tenth of a
 * second, which is felt only by somebody who is in the middle of something.
 */
final class Rest {
    private static final Duration UNTIL_REST = Duration.seconds(8);
    private static final long WORTH_COLLECTING = 24L << 20;

    private final Optional<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .findFirst();
    private final PauseTransition untilRest = new PauseTransition(UNTIL_REST);
    private long kept;

    /** Nothing is collected before {@link #begin}. */
    Rest() {
        untilRest.setOnFinished(event -> {
            old.ifPresent(this::collect);
            untilRest.playFromStart();
        });
    }

    /** Every key and every move in a scene puts the rest off. */
    void begin(Scene scene) {
        scene.addEventFilter(InputEvent.ANY, this::awake);
        untilRest.playFromStart();
    }

    private void awake(Event event) {
        untilRest.playFromStart();
    }

    private void collect(MemoryPoolMXBean pool) {
        long used = pool.getUsage().getUsed();
        kept = Math.min(kept, used);
        if (used - kept > WORTH_COLLECTING) {
            System.gc();
            kept = pool.getUsage().getUsed();
        }
    }
}
