package dev.bunrui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;

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
}
