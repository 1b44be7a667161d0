package dev.bunrui.cli;

import dev.bunrui.cli.text.Terminal;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.F1Caveat;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.compare.Field;
import dev.bunrui.message.Figures;
import dev.bunrui.training.score.ClassScores;
import dev.bunrui.training.score.Confusion;
import dev.bunrui.training.score.Interval;
import java.util.List;
import java.util.Locale;

/** Shows how good a finished run is, and how sure that is. */
final class ScoreReport {
    private final Session session;
    private final Terminal terminal;

    ScoreReport(Session session) {
        this.session = session;
        this.terminal = session.terminal();
    }

    void print(RunResult result) {
        Metrics test = result.test();
        terminal.out().println();
        terminal.table(classes(result.labels(), test));
        terminal.out().println();
        summary(result);
        worstPair(result.labels(), test.confusion());
        baselines(result);
        terminal.out()
                .println(session.text("report.folder", result.folder().path().toAbsolutePath()));
    }

    /** What there was to beat, if that is known. */
    private void baselines(RunResult result) {
        Field field = Field.of(result.folder().runs(), List.of(result.folder()));
        field.baselines()
                .forEach(baseline -> terminal.out()
                        .println(session.text(
                                "report.baseline",
                                baseline.baseline().orElseThrow(),
                                Figures.percent(
                                        baseline.result().test().scores().macroF1()),
                                interval(baseline.result().test().f1Interval()))));
    }

    /** What is said in a few lines: accuracy and macro-F1 with their intervals, and the epoch that was kept. */
    void summary(RunResult result) {
        Metrics test = result.test();
        terminal.table(new TextTable("lrl")
                .row(
                        session.text("report.test", Figures.count(test.scores().n())),
                        "%",
                        session.text("report.interval"))
                .row(
                        session.text("report.accuracy"),
                        Figures.percent(test.scores().accuracy()),
                        interval(test.accuracyInterval()))
                .row(session.text("report.f1"), Figures.percent(test.scores().macroF1()), interval(test.f1Interval())));
        F1Caveat.of(result.labels(), test, Locale.getDefault()).ifPresent(terminal.out()::println);
        terminal.out()
                .println(session.text(
                        "report.epoch",
                        result.keptEpoch(),
                        result.epochs(),
                        Figures.percent(result.validation().scores().macroF1())));
    }

    private TextTable classes(List<String> labels, Metrics test) {
        TextTable table = new TextTable("lrrrr")
                .row(
                        session.text("report.class"),
                        session.text("report.precision"),
                        session.text("report.recall"),
                        "F1",
                        session.text("report.support"));
        for (int c = 0; c < labels.size(); c++) {
            ClassScores scores = test.scores().perClass().get(c);
            table.row(
                    labels.get(c),
                    Figures.percent(scores.precision()),
                    Figures.percent(scores.recall()),
                    Figures.percent(scores.f1()),
                    Figures.count(scores.support()));
        }
        return table;
    }

    private static String interval(Interval interval) {
        return Figures.range(interval.low(), interval.high());
    }

    private void worstPair(List<String> labels, Confusion confusion) {
        int worst = 0;
        int gold = 0;
        int predicted = 0;
        for (int row = 0; row < labels.size(); row++) {
            for (int column = 0; column < labels.size(); column++) {
                if (row != column && confusion.count(row, column) > worst) {
                    worst = confusion.count(row, column);
                    gold = row;
                    predicted = column;
                }
            }
        }
        if (worst > 0) {
            terminal.out()
                    .println(session.text(
                            "report.worst",
                            labels.get(gold),
                            labels.get(predicted),
                            Figures.count(worst),
                            Figures.count(confusion.support(gold))));
        }
    }
}
