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

    /** What follows a command's name for it to find a run again: the run and, if it is elsewhere, its folder. */
    String again(String run) {
        return quoted(run) + (runs == null ? "" : " --runs " + quoted(runs.toString()));
    }

    private static String quoted(String text) {
        return text.contains(" ") ? '"' + text + '"' : text;
    }
}
