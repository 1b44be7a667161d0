package dev.bunrui.cli;

import dev.bunrui.cli.text.Terminal;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.corpus.Finding;
import dev.bunrui.corpus.Inspection;
import dev.bunrui.corpus.Quantiles;
import dev.bunrui.corpus.SourceFile;
import dev.bunrui.experiment.TokenLengths;
import dev.bunrui.message.Figures;
import java.util.Map;

/** A look at a data set, for people. */
final class InspectionReport {
    private static final int BAR = 30;
    /** So many of a kind tell what it is about; the rest are in the JSON. */
    private static final int EXAMPLES = 3;

    private final Session session;
    private final Terminal terminal;

    InspectionReport(Session session) {
        this.session = session;
        this.terminal = session.terminal();
    }

    void print(DataSet data, Inspection inspection, TokenLengths tokens, String model) {
        terminal.table(sources(data));
        terminal.out().println();
        terminal.table(classes(inspection));
        terminal.out().println();
        terminal.table(lengths(inspection, tokens, model));
        terminal.out()
                .println(session.text(
                        "inspect.cut",
                        Figures.count(tokens.cut()),
                        Figures.count(tokens.lengths().count()),
                        Figures.count(tokens.maxLength()),
                        Figures.share(tokens.read())));
        duplicates(inspection);
        findings(inspection);
    }

    private TextTable sources(DataSet data) {
        TextTable table = new TextTable("lrll")
                .row(
                        session.text("inspect.file"),
                        session.text("runs.articles"),
                        session.text("inspect.encoding"),
                        session.text("inspect.columns"));
        for (SourceFile source : data.sources()) {
            table.row(source.name(), Figures.count(source.articles()), source.encoding(), columns(source));
        }
        return table;
    }

    private String columns(SourceFile source) {
        Columns used = source.columnsUsed();
        if (used.body() == null) {
            return session.text("inspect.livedoor");
        }
        return session.text(
                "inspect.columns-used",
                used.title() == null ? "–" : used.title(),
                used.body(),
                used.label() == null ? "–" : used.label());
    }

    private TextTable classes(Inspection inspection) {
        TextTable table = new TextTable("lrl").row(session.text("report.class"), session.text("runs.articles"), "");
        int largest = inspection.classes().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int all = 0;
        for (Map.Entry<String, Integer> entry : inspection.classes().entrySet()) {
            table.row(
                    entry.getKey(),
                    Figures.count(entry.getValue()),
                    Figures.bar((double) entry.getValue() / largest, BAR));
            all += entry.getValue();
        }
        return table.row(session.text("inspect.total", inspection.classes().size()), Figures.count(all), "");
    }

    private TextTable lengths(Inspection inspection, TokenLengths tokens, String model) {
        TextTable table = new TextTable("lrrrr").row(session.text("inspect.length"), "50 %", "90 %", "99 %", "100 %");
        if (inspection.titleLengths().count() > 0) {
            row(table, session.text("inspect.title"), inspection.titleLengths());
        }
        row(table, session.text("inspect.body"), inspection.bodyLengths());
        row(table, session.text("inspect.tokens", model), tokens.lengths());
        return table;
    }

    private static void row(TextTable table, String name, Quantiles lengths) {
        table.row(
                name,
                Figures.count(lengths.median()),
                Figures.count(lengths.p90()),
                Figures.count(lengths.p99()),
                Figures.count(lengths.max()));
    }

    private void duplicates(Inspection inspection) {
        if (inspection.duplicates().isEmpty()) {
            return;
        }
        terminal.out().println();
        terminal.out()
                .println(terminal.alarming(session.text(
                        "inspect.duplicates",
                        inspection.duplicates().size(),
                        inspection.duplicates().stream()
                                .filter(Inspection.Duplicates::acrossClasses)
                                .count(),
                        inspection.duplicates().stream()
                                .filter(Inspection.Duplicates::acrossParts)
                                .count())));
        inspection.duplicates().stream()
                .limit(EXAMPLES)
                .forEach(group -> terminal.out().println("  " + String.join(" = ", group.ids())));
        more(inspection.duplicates().size());
    }

    private void findings(Inspection inspection) {
        inspection.findingCounts().forEach((kind, count) -> {
            terminal.out().println();
            terminal.out().println(terminal.alarming(kind.title() + ": " + Figures.count(count)));
            inspection.findings().stream()
                    .filter(finding -> finding.kind() == kind)
                    .limit(EXAMPLES)
                    .map((Finding finding) -> "  " + finding.where() + ": " + finding.text())
                    .forEach(terminal.out()::println);
            more(count);
        });
        if (inspection.findings().isEmpty() && inspection.duplicates().isEmpty()) {
            terminal.out().println(terminal.good(session.text("inspect.sound")));
        }
    }

    private void more(int count) {
        if (count > EXAMPLES) {
            terminal.out().println(session.text("inspect.more", Figures.count(count - EXAMPLES)));
        }
    }
}
