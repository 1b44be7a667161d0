package dev.bunrui.cli;

import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.Interval;

/** Scores on a whole test and on a changed one, below one another. */
final class TestScoreTable {
    private final TextTable table = new TextTable("lrrlrl");

    TestScoreTable(Session session) {
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
        return this;
    }

    TextTable table() {
        return table;
    }

    static String interval(Interval interval) {
        return Figures.interval(interval.low(), interval.high());
    }
}
