package dev.bunrui.cli;

import dev.bunrui.corpus.Columns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns of a table hold what. */
final class ColumnOptions {
    @Option(names = "--title-column", paramLabel = "NAME", descriptionKey = "option.title-column")
    private @Nullable String title;

    @Option(names = "--body-column", paramLabel = "NAME", descriptionKey = "option.body-column")
    private @Nullable String body;

    @Option(names = "--label-column", paramLabel = "NAME", descriptionKey = "option.label-column")
    private @Nullable String label;

    Columns columns() {
        return new Columns(title, body, label);
    }
}
