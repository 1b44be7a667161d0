package dev.bunrui.experiment.report;

import dev.bunrui.message.Figures;
import dev.bunrui.training.score.ClassScores;
import dev.bunrui.training.score.Scores;
import java.util.List;

/** Precision, recall and F1 of every class and their means, in per cent, with how many articles there were. */
final class ClassScoreTable {
    private ClassScoreTable() {}

    static Element of(Words words, List<String> labels, Scores scores) {
        Table table = new Table("lrrrr")
                .heading(
                        words.of("report.class"),
                        words.of("report.precision"),
                        words.of("report.recall"),
                        "F1",
                        words.of("report.support"));
        for (int label = 0; label < labels.size(); label++) {
            ClassScores each = scores.perClass().get(label);
            row(table, "", labels.get(label), each.precision(), each.recall(), each.f1(), each.support());
        }
        row(
                table,
                "chosen",
                words.of("report.macro"),
                scores.macroPrecision(),
                scores.macroRecall(),
                scores.macroF1(),
                scores.n());
        return table.element();
    }

    private static void row(
            Table table, String mark, String name, double precision, double recall, double f1, int support) {
        table.row(
                mark,
                Table.cells(List.of(
                        name,
                        Figures.percent(precision),
                        Figures.percent(recall),
                        Figures.percent(f1),
                        Figures.count(support))));
    }
}
