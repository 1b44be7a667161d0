package dev.bunrui.cli;

import dev.bunrui.classify.Classification;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.classify.Reviewed;
import dev.bunrui.cli.text.Terminal;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.message.Figures;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what a classifier says of one article: every class, the most probable first. */
final class ClassificationReport {
    private static final int BAR = 30;

    private final Session session;
    private final Terminal terminal;

    ClassificationReport(Session session) {
        this.session = session;
        this.terminal = session.terminal();
    }

    /** {@code review} adds how sure that is, and whether it needs a person; null to leave that out. */
    void print(Classification classification, @Nullable ReviewRule review) {
        TextTable table = new TextTable("lrl").row(session.text("report.class"), "%", "");
        classification.probabilities().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> table.row(
                        entry.getKey(), Figures.percent(entry.getValue()), Figures.bar(entry.getValue(), BAR)));
        terminal.table(table);
        if (review != null) {
            Reviewed reviewed = review.of(classification);
            terminal.out()
                    .println(session.text(
                            reviewed.answer() ? "review.answer" : "review.person",
                            Figures.percent(reviewed.confidence())));
        }
        terminal.out()
                .println(session.text(
                        classification.truncated() ? "classify.cut" : "classify.whole",
                        Figures.count(classification.tokens())));
    }
}
