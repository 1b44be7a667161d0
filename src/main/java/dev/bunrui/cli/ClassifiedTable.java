package dev.bunrui.cli;

import dev.bunrui.classify.ArticleClassifier.Classified;
import dev.bunrui.cli.text.DisplayWidth;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.stream.Stream;

/** Classified articles, a line each, printed as they come. */
final class ClassifiedTable {
    private static final int PERCENT_COLUMNS = 6;

    private final Session session;
    private final int labelColumns;

    /** Prints the heading; {@code labels} are the classes that may come. */
    ClassifiedTable(Session session, List<String> labels) {
        this.session = session;
        String heading = session.text("report.class");
        this.labelColumns = Stream.concat(Stream.of(heading), labels.stream())
                .mapToInt(DisplayWidth::of)
                .max()
                .orElse(0);
        session.terminal().out().println(session.terminal().strong(line("%", heading, "ID")));
    }

    void print(Classified classified) {
        String label = classified.classification().label();
        double probability = classified.classification().probabilities().getOrDefault(label, 0.0);
        session.terminal()
                .out()
                .println(line(
                        Figures.percent(probability),
                        label,
                        classified.article().id()));
    }

    private String line(String... cells) {
        return new TextTable("rll", PERCENT_COLUMNS, labelColumns, 0)
                .row(cells)
                .lines()
                .get(0);
    }
}
