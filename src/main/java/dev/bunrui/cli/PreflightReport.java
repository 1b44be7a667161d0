package dev.bunrui.cli;

import dev.bunrui.message.Figures;
import dev.bunrui.training.TrainingEvent.Rehearsed;

/** What was found out before a training, in one line. */
final class PreflightReport {
    private final Session session;

    PreflightReport(Session session) {
        this.session = session;
    }

    String line(Rehearsed rehearsed) {
        String time = Figures.duration(rehearsed.seconds());
        String step = Figures.seconds(rehearsed.stepSeconds());
        return rehearsed.memory().isPresent()
                ? session.text(
                        "train.preflight", Figures.bytes(rehearsed.memory().getAsLong()), step, time)
                : session.text("train.preflight-time", step, time);
    }
}
