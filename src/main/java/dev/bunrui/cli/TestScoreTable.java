package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.analysis.TestScore;
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

    TestScoreTable row(String name, TestScore score) {
        table.row(
                name,
                Figures.count(score.scores().n()),
                Figures.percent(score.scores().accuracy()),
                interval(score.accuracy()),
                Figures.percent(score.scores().macroF1()),
                interval(score.f1()));
        return this;
    }

    TextTable table() {
        return table;
    }

    /** As it is named in a finished run's line. */
    static ObjectNode json(TestScore score) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("n", score.scores().n());
        node.put("accuracy", score.scores().accuracy());
        node.putArray("accuracy_interval")
                .add(score.accuracy().low())
                .add(score.accuracy().high());
        node.put("f1", score.scores().macroF1());
        node.putArray("f1_interval").add(score.f1().low()).add(score.f1().high());
        return node;
    }

    static String interval(Interval interval) {
        return "[" + Figures.percent(interval.low()) + ", " + Figures.percent(interval.high()) + "]";
    }
}
