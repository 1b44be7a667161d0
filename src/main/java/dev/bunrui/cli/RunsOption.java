package dev.bunrui.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs are kept. */
final class RunsOption {
    @Option(names = "--runs", paramLabel = "DIR", descriptionKey = "option.runs")
    private @Nullable Path runs;

    Path folder(Session session) {
        return runs == null ? session.folders().runs() : runs.toAbsolutePath().normalize();
    }

    /** What to add to a command that is to find a run again, with a blank before it. */
    String again() {
        return runs == null ? "" : " --runs " + runs;
    }
}
