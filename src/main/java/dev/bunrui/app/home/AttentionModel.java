package dev.bunrui.app.home;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.SentenceException;
import dev.bunrui.service.Health;
import dev.bunrui.service.ServiceLog;
import dev.bunrui.service.TroubledRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the first page knows of things that somebody should do something about. */
final class AttentionModel {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** What has failed is read before what is finished. */
    private static final Duration PATIENCE = Duration.ofMillis(150);

    private final AppContext context;
    private final ObservableList<Matter> matters = FXCollections.observableArrayList();
    private final InvalidationListener otherLanguage = change -> restart();
    private @Nullable Future<?> poll;

    /**
     * One of them.
     *
     * @param run that it is about, where looking at that run helps
     */
    record Matter(String sentence, Optional<RunFolder> run) {}

    AttentionModel(AppContext context) {
        this.context = context;
    }

    ObservableList<Matter> matters() {
        return matters;
    }

    void begin() {
        context.texts().language().addListener(otherLanguage);
        restart();
    }

    void end() {
        context.texts().language().removeListener(otherLanguage);
        stop();
    }

    private void restart() {
        stop();
        poll = context.work().repeatedly(PAUSE, this::read, this::show, problem -> {});
    }

    private void stop() {
        if (poll != null) {
            poll.cancel(false);
        }
    }

    private List<Matter> read() {
        List<Matter> read = new ArrayList<>();
        Health.of(context.folders()).sentences().forEach(sentence -> read.add(new Matter(sentence, Optional.empty())));
        try {
            for (TroubledRuns.Troubled troubled :
                    TroubledRuns.among(context.runs().recent(PATIENCE))) {
                // The monitor cannot show what cannot be read.
                read.add(new Matter(
                        troubled.sentence(), troubled.damaged() ? Optional.empty() : Optional.of(troubled.run())));
            }
        } catch (SentenceException unreadable) {
            read.add(new Matter(String.valueOf(unreadable.getMessage()), Optional.empty()));
        }
        context.cluster().sentences().forEach(sentence -> read.add(new Matter(sentence, Optional.empty())));
        ServiceLog.lastError(context.folders()).ifPresent(error -> read.add(new Matter(error, Optional.empty())));
        return read;
    }

    private void show(List<Matter> read) {
        if (!read.equals(matters)) {
            matters.setAll(read);
        }
    }
}
