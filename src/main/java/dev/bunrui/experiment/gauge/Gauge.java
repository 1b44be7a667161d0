package dev.bunrui.experiment.gauge;

import dev.bunrui.runtime.CardReading;
import dev.bunrui.runtime.NvidiaDriver;
import dev.bunrui.runtime.VisibleCards;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the device that this process computes on. Used by one thread. */
public final class Gauge {
    /** A driver that does not answer so often in a row is not asked again: each time leaves it with a process to end. */
    private static final int ATTEMPTS = 3;

    private static final String CARD = "cuda:";

    private final NvidiaDriver driver;
    private final Optional<String> card;
    private final ProcessorGauge processor = new ProcessorGauge();
    private int unanswered;

    private Gauge(NvidiaDriver driver, Optional<String> card) {
        this.driver = driver;
        this.card = card;
    }

    /**
     * A gauge of a device.
     *
     * @param device {@code cpu} or {@code cuda:N}
     * @param environment of the process that computes
     */
    public static Gauge of(String device, Map<String, String> environment) {
        Optional<String> card = device.startsWith(CARD)
                ? new VisibleCards(environment).card(Integer.parseInt(device.substring(CARD.length())))
                : Optional.empty();
        return new Gauge(NvidiaDriver.ofMachine(environment), card);
    }

    /** How busy the device is now; of a card that takes up to a second. Of the training nothing is known here. */
    public Reading read() {
        Optional<CardReading> read = unanswered < ATTEMPTS ? card.flatMap(driver::read) : Optional.empty();
        unanswered = read.isPresent() ? 0 : unanswered + 1;
        return new Reading(Instant.now(), 0, OptionalDouble.empty(), processor.read(), read);
    }
}
