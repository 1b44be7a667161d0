package dev.bunrui.app.monitor;

import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a run stands and what is done for it just now, in one line. */
final class StateWords {
    private final Texts texts;

    StateWords(Texts texts) {
        this.texts = texts;
    }

    String of(Seen seen) {
        List<String> parts = new ArrayList<>();
        parts.add(state(seen));
        Seen.Progress progress = seen.progress();
        if (progress.steps() > 0) {
            parts.add(texts.now("monitor.step", Figures.count(progress.step()), Figures.count(progress.steps())));
            parts.add(texts.now("monitor.epoch", Figures.count(progress.epoch()), Figures.count(progress.epochs())));
        }
        if (seen.state() == RunSummary.State.RUNNING) {
            String doing = doing(seen);
            if (!doing.isEmpty()) {
                parts.add(doing);
            }
        }
        return String.join(" · ", parts);
    }

    private String state(Seen seen) {
        if (seen.running() && seen.stopping()) {
            return texts.now("monitor.stopping");
        }
        if (seen.queued()) {
            // The first in the queue is not behind anybody: its process is being started.
            return seen.place().getAsInt() == 0
                    ? texts.now("monitor.next")
                    : texts.now("monitor.place", seen.place().getAsInt() + 1);
        }
        return texts.now("state." + seen.state().name().toLowerCase(Locale.ROOT));
    }

    private String doing(Seen seen) {
        if (seen.stage().isEmpty()) {
            return seen.progress().steps() == 0 ? texts.now("monitor.stage.starting") : "";
        }
        RunListener.Stage stage = seen.stage().get();
        return switch (stage) {
            case READING, LOADING, BASELINES, TESTING ->
                texts.now("monitor.stage." + stage.name().toLowerCase(Locale.ROOT));
            case TRAINING -> seen.progress().validating() ? texts.now("monitor.stage.validating") : "";
        };
    }
}
