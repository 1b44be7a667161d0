package dev.bunrui.app.work;

import dev.bunrui.app.text.Texts;
import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Shows a folder in the platform's own file manager. */
public final class OpenFolder {
    /** A file manager that has not refused by then has opened the folder; some end only when they are closed. */
    private static final int SECONDS = 3;

    private final Work work;

    public OpenFolder(Work work) {
        this.work = work;
    }

    /** Opens a folder, or the one that a file lies in; {@code failed} hears on the window's thread if that cannot be. */
    public void open(Path path, Consumer<Exception> failed) {
        work.once(() -> show(path), shown -> {}, failed);
    }

    private static Path show(Path path) throws InterruptedException {
        Path absolute = path.toAbsolutePath();
        Path folder = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean windows = system.startsWith("windows");
        String command = windows ? "explorer" : system.startsWith("mac") ? "open" : "xdg-open";
        try {
            Process process = new ProcessBuilder(command, String.valueOf(folder))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Windows' own reports a failure even where there was none.
            if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0 && !windows) {
                throw new FailureException(Texts.class, "classifier.no-file-manager", String.valueOf(folder));
            }
        } catch (IOException missing) {
            FailureException told =
                    new FailureException(Texts.class, "classifier.no-file-manager", String.valueOf(folder));
            told.initCause(missing);
            throw told;
        }
        return absolute;
    }
}
