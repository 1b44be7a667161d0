package dev.bunrui.cli;

import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.F1Caveat;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.compare.Comparison;
import dev.bunrui.experiment.compare.Contender;
import dev.bunrui.experiment.compare.PairDetail;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** A comparison in words. */
final class ComparisonReport {
    private final Session session;

    ComparisonReport(Session session) {
        this.session = session;
    }

    void print(Comparison comparison) {
        TextTable table = new TextTable("lrrll")
                .row(
                        session.text("runs.name"),
                        "val F1",
                        "test F1 [95 %]",
                        session.text("compare.groups"),
                        session.text("compare.remark"));
        List<Contender> all = comparison.contenders();
        for (int i = 0; i < all.size(); i++) {
            Metrics test = all.get(i).result().test();
            table.row(
                    name(all.get(i)),
                    Figures.percent(all.get(i).result().validation().scores().macroF1()),
                    Figures.percent(test.scores().macroF1()) + " ["
                            + Figures.percent(test.f1Interval().low()) + ", "
                            + Figures.percent(test.f1Interval().high()) + "]",
                    comparison.letters(i),
                    comparison.chosen().equals(Optional.of(i)) ? session.text("compare.chosen") : "");
        }
        session.terminal().table(table);
        var out = session.terminal().out();
        out.println(session.text("compare.letters", Figures.count(comparison.gold().length)));
        F1Caveat.of(all.get(0).labels(), all.get(0).result().test(), Locale.getDefault())
                .ifPresent(out::println);
        long ties =
                IntStream.range(0, all.size()).filter(comparison::amongTheBest).count();
        out.println(
                ties == 1
                        ? session.text("compare.alone", name(all.get(0)))
                        : session.text("compare.ties", (int) ties - 1, name(all.get(0))));
        if (comparison.tried() > 1) {
            out.println(session.text("compare.tried", comparison.tried()));
        }
        if (comparison.capped()) {
            out.println(session.text("compare.capped", comparison.compared()));
        }
    }

    void print(Comparison comparison, PairDetail pair) {
        String a = name(comparison.contenders().get(pair.a()));
        String b = name(comparison.contenders().get(pair.b()));
        var out = session.terminal().out();
        out.println();
        out.println(session.terminal().strong(session.text("compare.pair", b, a)));
        out.println(
                session.text("compare.moved", pair.fixed().size(), pair.broken().size()));
        out.println(session.text(
                "compare.difference",
                Figures.points(pair.f1().difference()),
                Figures.points(pair.f1().interval().low()),
                Figures.points(pair.f1().interval().high())));
        out.println(session.text(
                pair.differ() ? "compare.differ" : "compare.same",
                Figures.pValue(pair.test().p()),
                Figures.pValue(pair.adjusted()),
                Figures.count(comparison.pairs().pairs().size())));
        pair.caveat(Locale.getDefault()).ifPresent(out::println);
    }

    /** The articles on which just one of two is right. */
    void printArticles(Comparison comparison, PairDetail pair) {
        articles(comparison, pair, pair.fixed(), "compare.fixed");
        articles(comparison, pair, pair.broken(), "compare.broken");
    }

    private void articles(Comparison comparison, PairDetail pair, List<Integer> places, String key) {
        if (places.isEmpty()) {
            return;
        }
        List<String> labels = comparison.contenders().get(0).labels();
        TextTable table = new TextTable("llll")
                .row(
                        session.text("errors.gold"),
                        name(comparison.contenders().get(pair.a())),
                        name(comparison.contenders().get(pair.b())),
                        session.text("errors.id"));
        places.forEach(i -> table.row(
                labels.get(comparison.gold()[i]),
                labels.get(comparison.labels().get(pair.a())[i]),
                labels.get(comparison.labels().get(pair.b())[i]),
                comparison.ids().get(i)));
        session.terminal().out().println();
        session.terminal().out().println(session.text(key));
        session.terminal().table(table);
    }

    private static String name(Contender contender) {
        return contender.fullTitle(Locale.getDefault());
    }
}
