package dev.bunrui.app.work;

import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows a folder in the system's own file manager. */
public final class OpenFolder {
    private final Work work;

    public OpenFolder(Work work) {
        this.work = work;
    }

    /** Returns at once; {@code failed} hears, on the window's thread, why the folder cannot be shown. */
    public void open(Path folder, Consumer<Exception> failed) {
        work.once(() -> show(folder), shown -> {}, failed);
    }

    private static Path show(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new FailureException(OpenFolder.class, "folder.gone", folder);
        }
        try {
            new ProcessBuilder(program(), folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream()
                    .close();
            return folder;
        } catch (IOException missing) {
            throw new FailureException(OpenFolder.class, "folder.unopened", folder);
        }
    }

    /** Not by way of AWT, which does not go together with the window on every system. */
    private static String program() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.startsWith("windows") ? "explorer.exe" : system.startsWith("mac") ? "open" : "xdg-open";
    }
}
