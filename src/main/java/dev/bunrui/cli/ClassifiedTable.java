package dev.bunrui.cli;

import dev.bunrui.classify.ArticleClassifier.Classified;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.classify.Reviewed;
import dev.bunrui.cli.text.DisplayWidth;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Classified articles, a line each, printed as they come. */
final class ClassifiedTable {
    private static final int PERCENT_COLUMNS = 6;

    private final Session session;
    private final @Nullable ReviewRule review;
    private final int labelColumns;
    private final int reviewColumns;

    /**
     * Prints the heading.
     *
     * @param labels the classes that may come
     * @param review the percentage is then the confidence, and those that need a person are marked; null to leave that out
     */
    ClassifiedTable(Session session, List<String> labels, @Nullable ReviewRule review) {
        this.session = session;
        this.review = review;
        this.reviewColumns = review == null ? 0 : DisplayWidth.of(session.text("review.mark"));
        String heading = session.text("report.class");
        this.labelColumns = Stream.concat(Stream.of(heading), labels.stream())
                .mapToInt(DisplayWidth::of)
                .max()
                .orElse(0);
        session.terminal().out().println(session.terminal().strong(line("%", heading, "", "ID")));
    }

    void print(Classified classified) {
        String label = classified.classification().label();
        double probability = classified.classification().probabilities().getOrDefault(label, 0.0);
        Reviewed reviewed = review == null ? new Reviewed(probability, true) : review.of(classified.classification());
        session.terminal()
                .out()
                .println(line(
                        Figures.percent(reviewed.confidence()),
                        label,
                        reviewed.answer() ? "" : session.text("review.mark"),
                        classified.article().id()));
    }

    private String line(String... cells) {
        String[] shown = review == null ? new String[] {cells[0], cells[1], cells[3]} : cells;
        TextTable table = review == null
                ? new TextTable("rll", PERCENT_COLUMNS, labelColumns, 0)
                : new TextTable("rlll", PERCENT_COLUMNS, labelColumns, reviewColumns, 0);
        return table.row(shown).lines().get(0);
    }
}
