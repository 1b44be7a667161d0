package dev.bunrui.app.wizard.data;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.LivedoorCorpus;
import dev.bunrui.file.Download;
import dev.bunrui.file.RemoteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;

/** Fetches the livedoor news corpus; what was fetched before a stop is kept for the next time. */
final class DownloadModel {
    private static final long TOLD_EVERY = 100_000_000;

    private final AppContext context;
    private final RemoteFile file;
    private final Runnable arrived;
    private final BooleanProperty there = new SimpleBooleanProperty();
    private final BooleanProperty running = new SimpleBooleanProperty();
    private final LongProperty done = new SimpleLongProperty();
    private final Trouble trouble;
    private AtomicBoolean stop = new AtomicBoolean();

    /** {@code arrived} hears when the corpus has come. */
    DownloadModel(AppContext context, RemoteFile file, Runnable arrived) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
        this.file = file;
        this.arrived = arrived;
    }

    /** Whether the corpus is here. */
    ReadOnlyBooleanProperty there() {
        return there;
    }

    ReadOnlyBooleanProperty running() {
        return running;
    }

    /** Bytes that are here. */
    ReadOnlyLongProperty done() {
        return done;
    }

    /** Bytes that there are. */
    long size() {
        return file.size();
    }

    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    private Path target() {
        return LivedoorCorpus.in(context.folders().data());
    }

    /** Looks whether the corpus is here. */
    void look() {
        context.work().once(() -> Files.exists(target()), there::set, trouble::tell);
    }

    void start() {
        if (running.get()) {
            return;
        }
        running.set(true);
        trouble.forget();
        AtomicBoolean asked = new AtomicBoolean();
        stop = asked;
        context.work().once(() -> fetch(asked), this::ended, problem -> {
            running.set(false);
            trouble.tell(problem);
        });
    }

    private boolean fetch(AtomicBoolean asked) {
        long[] told = {0};
        return new Download()
                .fetch(
                        file,
                        target(),
                        bytes -> {
                            long now = System.nanoTime();
                            if (now - told[0] > TOLD_EVERY) {
                                told[0] = now;
                                Platform.runLater(() -> done.set(bytes));
                            }
                        },
                        asked::get);
    }

    private void ended(boolean whole) {
        running.set(false);
        if (whole) {
            there.set(true);
            arrived.run();
        }
    }

    void cancel() {
        stop.set(true);
    }
}
