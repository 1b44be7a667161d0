package dev.bunrui.app.work;

import dev.bunrui.app.text.Texts;
import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows a folder in the desktop's own file manager. Not for the window's thread. */
public final class OpenFolder {
    private static final long PATIENCE_SECONDS = 5;

    private final List<String> command;
    private final boolean tells;

    /** By the program that this platform opens folders with. */
    public OpenFolder() {
        this(command(System.getProperty("os.name", "")));
    }

    /** By a program that takes the folder as its last argument. */
    OpenFolder(List<String> command) {
        this.command = List.copyOf(command);
        // Windows' explorer ends with 1 when all went well.
        this.tells = !command.contains("explorer.exe");
    }

    private static List<String> command(String system) {
        String lower = system.toLowerCase(Locale.ROOT);
        return List.of(lower.startsWith("windows") ? "explorer.exe" : lower.startsWith("mac") ? "open" : "xdg-open");
    }

    /**
     * Opens a folder.
     *
     * @throws FailureException if there is no file manager, or it refuses
     */
    public Path open(Path folder) throws InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.add(folder.toAbsolutePath().toString());
        try {
            Process process = new ProcessBuilder(line)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0 && tells) {
                throw unopened(folder);
            }
            return folder;
        } catch (IOException absent) {
            throw unopened(folder);
        }
    }

    private FailureException unopened(Path folder) {
        return new FailureException(Texts.class, "folder.unopened", folder.toAbsolutePath(), command.get(0));
    }
}
