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

/** Shows a folder in the system's own file manager, or a page in its browser. */
public final class OpenFolder {
    /** A program that is still there after this long has opened what it was given. */
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
        hand(folder.toString(), new FailureException(Texts.class, "folder.unopened", folder));
        return folder;
    }

    /** Shows a page of the web; {@code failed} runs on the window's thread, with a sentence. */
    public void page(String address, Consumer<Throwable> failed) {
        work.once(
                () -> {
                    hand(address, new FailureException(Texts.class, "page.unopened", address));
                    return address;
                },
                done -> {},
                failed);
    }

    private void hand(String target, FailureException refusal) throws InterruptedException {
        List<String> command = new ArrayList<>(opener);
        command.add(target);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Explorer's exit code says nothing.
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (ended && process.exitValue() != 0 && !opener.get(0).equals("explorer")) {
                throw refusal;
            }
        } catch (IOException noSuchProgram) {
            throw refusal;
        }
    }

    private static List<String> opener(String system) {
        if (system.startsWith("windows")) {
            return List.of("explorer");
        }
        return List.of(system.startsWith("mac") ? "open" : "xdg-open");
    }
}
