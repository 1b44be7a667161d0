package dev.bunrui.service;

import dev.bunrui.message.Figures;
import dev.bunrui.runtime.NvidiaDriver;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that the driver has taken back what a process had of a card's memory. It does so by itself when the process has ended,
 * however that was, but not always at once; and the next worker plans with what is free.
 */
final class CardMemory {
    private static final Logger LOG = LoggerFactory.getLogger(CardMemory.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final NvidiaDriver driver;
    private final Duration patience;

    CardMemory(NvidiaDriver driver, Duration patience) {
        this.driver = driver;
        this.patience = patience;
    }

    /** Waits until an ended process has no memory of any card; says so if it still has some when the patience is over. */
    void awaitFreed(long process) {
        long start = System.nanoTime();
        try {
            Map<Long, OptionalLong> holders = driver.holders();
            while (holders.containsKey(process)) {
                if (System.nanoTime() - start >= patience.toNanos()) {
                    OptionalLong bytes = holders.getOrDefault(process, OptionalLong.empty());
                    LOG.warn(
                            "process {} has ended and still has {} of a card's memory: the next worker may find too"
                                    + " little",
                            process,
                            bytes.isPresent() ? Figures.bytes(bytes.getAsLong()) : "some");
                    return;
                }
                Thread.sleep(PAUSE.toMillis());
                holders = driver.holders();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
