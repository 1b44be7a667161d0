package dev.bunrui.app.work;

import dev.bunrui.app.text.Texts;
import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Shows a folder in the system's own file manager. */
public final class OpenFolder {
    /** A file manager that is still there after this long has opened the folder. */
    private static final long PATIENCE_SECONDS = 3;

    private final Work work;
    private final List<String> opener;

    public OpenFolder(Work work) {
        this(work, opener(System.getProperty("os.name", "").toLowerCase(Locale.ROOT)));
    }

    OpenFolder(Work work, List<String> opener) {
        this.work = work;
        this.opener = List.copyOf(opener);
    }

    /** Shows a folder, or the one that a file lies in; {@code failed} runs on the window's thread, with a sentence. */
    public void open(Path path, Consumer<Throwable> failed) {
        work.once(() -> shown(path), done -> {}, failed);
    }

    private Path shown(Path path) throws InterruptedException {
        Path folder = Files.isRegularFile(path) ? path.resolveSibling("") : path;
        if (!Files.isDirectory(folder)) {
            throw new FailureException(Texts.class, "folder.missing", folder);
        }
        List<String> command = new ArrayList<>(opener);
        command.add(folder.toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Explorer's exit code says nothing.
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (ended && process.exitValue() != 0 && !opener.get(0).equals("explorer")) {
                throw new FailureException(Texts.class, "folder.unopened", folder);
            }
            return folder;
        } catch (IOException noSuchProgram) {
            throw new FailureException(Texts.class, "folder.unopened", folder);
        }
    }

    private static List<String> opener(String system) {
        if (system.startsWith("windows")) {
            return List.of("explorer");
        }
        return List.of(system.startsWith("mac") ? "open" : "xdg-open");
    }
}
