package dev.bunrui.cli;

import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.F1Caveat;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.Interval;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Scores on a whole test and on a changed one, below one another, and what is to be known of their intervals. */
final class TestScoreTable {
    private final Session session;
    private final List<String> labels;
    private final TextTable table = new TextTable("lrrlrl");
    private final Set<String> caveats = new LinkedHashSet<>();

    /** {@code labels} are the names of the classes. */
    TestScoreTable(Session session, List<String> labels) {
        this.session = session;
        this.labels = labels;
        table.row(
                "",
                session.text("report.support"),
                session.text("report.accuracy"),
                "95 %",
                session.text("report.f1"),
                "95 %");
    }

    TestScoreTable row(String name, Metrics score) {
        table.row(
                name,
                Figures.count(score.scores().n()),
                Figures.percent(score.scores().accuracy()),
                interval(score.accuracyInterval()),
                Figures.percent(score.scores().macroF1()),
                interval(score.f1Interval()));
        F1Caveat.of(labels, score, Locale.getDefault()).ifPresent(caveats::add);
        return this;
    }

    void print() {
        session.terminal().table(table);
        caveats.forEach(session.terminal().out()::println);
    }

    static String interval(Interval interval) {
        return Figures.interval(interval.low(), interval.high());
    }
}
