package dev.bunrui.app.runs;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.OpenFolder;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.report.Report;
import java.nio.file.Path;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Writes pages about runs, in the window's language, and shows them in the browser. */
final class RunReports {
    private final AppContext context;
    private final Trouble trouble;
    private final ObjectProperty<@Nullable Path> written = new SimpleObjectProperty<>();

    /** {@code trouble} is told what could not be done. */
    RunReports(AppContext context, Trouble trouble) {
        this.context = context;
        this.trouble = trouble;
    }

    /** The page that was written last; null for none. */
    ReadOnlyObjectProperty<@Nullable Path> written() {
        return written;
    }

    /** Writes the page about a run; a file that is there is replaced, as the dialog has asked about that. */
    void write(RunFolder run, Path file) {
        Locale language = context.texts().language().get();
        context.work()
                .once(
                        () -> {
                            Report.run(run, language).write(file, true);
                            return file;
                        },
                        written::set,
                        trouble::tell);
    }

    /** Shows the page that was written last. */
    void open() {
        Path page = written.get();
        if (page != null) {
            new OpenFolder(context.work()).page(page.toUri().toString(), trouble::tell);
        }
    }

    /** Takes away what was said of the last page. */
    void forget() {
        written.set(null);
    }
}
