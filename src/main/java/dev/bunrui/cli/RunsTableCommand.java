package dev.bunrui.cli;

import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.compare.Field;
import dev.bunrui.experiment.compare.ResultTable;
import dev.bunrui.experiment.compare.TableCells;
import dev.bunrui.experiment.compare.TableFormat;
import dev.bunrui.experiment.compare.TableKind;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.RunList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs table}: one of the five tables, of any runs. */
@Command(name = "table", sortOptions = false, abbreviateSynopsis = true)
final class RunsTableCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "best|template|lr|batch-size|lora-r", descriptionKey = "option.table")
    private String table = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "RUN|SWEEP", descriptionKey = "option.chosen-runs")
    private List<String> chosen = new ArrayList<>();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Option(names = "--format", paramLabel = "markdown|csv|latex", descriptionKey = "option.format")
    private @Nullable TableFormat format;

    @Option(names = "--output", paramLabel = "FILE", descriptionKey = "option.table-output")
    private @Nullable Path output;

    RunsTableCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TableKind kind = TableKind.of(table)
                .orElseThrow(() -> new RequestException(
                        RunsTableCommand.class,
                        "table.unknown",
                        table,
                        Arrays.stream(TableKind.values()).map(TableKind::option).collect(Collectors.joining(", "))));
        Path folder = runs.folder(session);
        Field field = field(folder);
        field.unusable().values().forEach(session.terminal().err()::println);
        if (field.runs().isEmpty()) {
            throw new RequestException(RunsTableCommand.class, "table.none");
        }
        StringBuilder written = new StringBuilder();
        for (ResultTable each : ResultTable.of(kind, field)) {
            TableCells cells = TableCells.of(each, Locale.getDefault());
            if (format == null && output == null) {
                session.terminal().out().println(session.terminal().strong(each.data()));
                print(cells);
                session.terminal().out().println();
            } else {
                written.append(form().write(cells)).append('\n');
            }
        }
        if (output != null) {
            AtomicFile.write(output, written.toString());
            session.terminal().out().println(session.text("table.written", output.toAbsolutePath()));
        } else {
            session.terminal().out().print(written);
        }
        if (format == null && output == null) {
            session.terminal().out().println(session.text("table.note"));
        }
        return Cli.done();
    }

    private Field field(Path folder) {
        if (!chosen.isEmpty()) {
            return Field.of(folder, ChosenRuns.of(folder, chosen));
        }
        RunList list = new RunList(new BackgroundService(session.folders()), folder);
        Field all = list.field();
        list.keep();
        return all;
    }

    /** As asked, or else as the file's name ends. */
    private TableFormat form() {
        if (format != null) {
            return format;
        }
        String name = String.valueOf(output);
        return Arrays.stream(TableFormat.values())
                .filter(each -> name.endsWith("." + each.ending()))
                .findFirst()
                .orElse(TableFormat.MARKDOWN);
    }

    private void print(TableCells cells) {
        String columns = "l".repeat(cells.words()) + "r".repeat(cells.heading().size() - cells.words());
        TextTable text = new TextTable(columns).row(cells.heading().toArray(String[]::new));
        cells.rows().forEach(row -> text.row(row.toArray(String[]::new)));
        session.terminal().table(text);
    }
}
