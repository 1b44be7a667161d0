package dev.bunrui.cli;

import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.Confidence;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.CalibrationError;
import dev.bunrui.training.score.CoveragePoint;
import dev.bunrui.training.score.Interval;
import java.util.List;
import java.util.Locale;

/** Shows how far a run's confidence can be relied on, and what it buys to leave the unsure articles to a person. */
final class ConfidenceReport {
    /** The confidences that are looked at; what lies between is the slider's in the window. */
    static final List<Double> THRESHOLDS = List.of(0.5, 0.7, 0.9, 0.95, 0.99);

    private final Session session;

    ConfidenceReport(Session session) {
        this.session = session;
    }

    void print(Confidence confidence) {
        session.terminal().out().println();
        session.terminal()
                .table(new TextTable("lrrl")
                        .row(
                                session.text("confidence.error"),
                                session.text("confidence.seen"),
                                session.text("confidence.corrected"),
                                session.text("report.interval"))
                        .row(error(session.text("confidence.before"), confidence.before()))
                        .row(error(
                                session.text(
                                        "confidence.after",
                                        String.format(Locale.ROOT, "%.3f", confidence.temperature())),
                                confidence.after())));
        confidence.caveat(Locale.getDefault()).ifPresent(session.terminal().out()::println);
        session.terminal().out().println();
        TextTable table = new TextTable("rrrl")
                .row(
                        session.text("confidence.threshold"),
                        session.text("confidence.share"),
                        session.text("confidence.accuracy"),
                        session.text("report.interval"));
        THRESHOLDS.forEach(threshold -> table.row(answered(confidence.test().at(threshold))));
        session.terminal().table(table);
    }

    private static String[] error(String name, CalibrationError error) {
        return new String[] {
            name, Figures.percent(error.error()), Figures.percent(error.corrected()), range(error.interval())
        };
    }

    private static String[] answered(CoveragePoint point) {
        String threshold = Figures.share(point.threshold());
        String share = Figures.percent(point.share());
        return point.answered() == 0
                ? new String[] {threshold, share, "–", "–"}
                : new String[] {threshold, share, Figures.percent(point.accuracy()), range(point.interval())};
    }

    /** An interval in per cent. */
    static String range(Interval interval) {
        return Figures.percent(interval.low()) + " – " + Figures.percent(interval.high());
    }
}
