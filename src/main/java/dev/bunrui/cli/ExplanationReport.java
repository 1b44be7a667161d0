package dev.bunrui.cli;

import dev.bunrui.classify.explain.Explanation;
import dev.bunrui.classify.explain.Explanation.Sentence;
import dev.bunrui.cli.text.Terminal;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.corpus.Article;
import dev.bunrui.message.Figures;
import java.util.Locale;

/** Shows which sentences of an article speak for a class and which against it, in the article's order. */
final class ExplanationReport {
    private static final int BAR = 10;

    private final Session session;
    private final Terminal terminal;

    ExplanationReport(Session session) {
        this.session = session;
        this.terminal = session.terminal();
    }

    void print(Article article, Explanation explanation) {
        terminal.out().println();
        terminal.out()
                .println(session.text("explain.of", explanation.label(), Figures.percent(explanation.probability())));
        double largest = explanation.sentences().stream()
                .mapToDouble(sentence -> Math.abs(sentence.weight()))
                .max()
                .orElse(0);
        TextTable table = new TextTable("rlrl")
                .row(
                        session.text("explain.weight"),
                        "",
                        session.text("explain.without"),
                        session.text("explain.sentence"));
        for (Sentence sentence : explanation.sentences()) {
            table.row(
                    String.format(Locale.ROOT, "%+.2f", sentence.weight()),
                    sentence.weight() > 0 ? Figures.bar(sentence.weight() / largest, BAR) : "",
                    Figures.percent(sentence.probabilityWithout()),
                    sentence.place().of(article));
        }
        terminal.table(table);
        terminal.out().println(session.text("explain.note", explanation.label()));
    }
}
