package dev.bunrui.app.choice;

import dev.bunrui.app.text.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The system's dialogs for files and folders. Each begins where the last one was left, also after a new start. */
public final class FileDialogs {
    private final Texts texts;
    private final Choices choices;

    public FileDialogs(Texts texts, Choices choices) {
        this.texts = texts;
        this.choices = choices;
    }

    /** Files of a kind, as a dialog offers them. */
    public ExtensionFilter kind(String key, String... endings) {
        return new ExtensionFilter(
                texts.now(key), Stream.of(endings).map(ending -> "*" + ending).toList());
    }

    /** Asks for a file that is there, over the window that a node is in; {@code key} is the text of what asks. */
    public Optional<Path> file(Node over, String key, ExtensionFilter... kinds) {
        FileChooser dialog = dialog(key, begin(), kinds);
        return remembered(dialog.showOpenDialog(window(over)));
    }

    /** Asks for a folder that is there. */
    public Optional<Path> folder(Node over, String key) {
        DirectoryChooser dialog = new DirectoryChooser();
        dialog.setTitle(title(key));
        dialog.setInitialDirectory(begin().toFile());
        return remembered(dialog.showDialog(window(over)));
    }

    /**
     * Asks where a file is to be made.
     *
     * @param suggested a name, or a path; its ending is given to a name that has none of the kind's
     */
    public Optional<Path> target(Node over, String key, Path suggested, ExtensionFilter kind) {
        Path parent = suggested.getParent();
        FileChooser dialog = dialog(key, parent != null && Files.isDirectory(parent) ? parent : begin(), kind);
        dialog.setInitialFileName(name(suggested));
        File chosen = dialog.showSaveDialog(window(over));
        while (chosen != null && !ends(name(chosen.toPath()), kind)) {
            String name = name(suggested);
            Path whole = Path.of(chosen + name.substring(name.lastIndexOf('.')));
            if (!Files.exists(whole)) {
                return remembered(whole.toFile());
            }
            // The dialog asked about replacing a file of the name without the ending: it is to ask about this one.
            dialog.setInitialDirectory(chosen.getParentFile());
            dialog.setInitialFileName(name(whole));
            chosen = dialog.showSaveDialog(window(over));
        }
        return remembered(chosen);
    }

    private FileChooser dialog(String key, Path begin, ExtensionFilter... kinds) {
        FileChooser dialog = new FileChooser();
        dialog.setTitle(title(key));
        dialog.setInitialDirectory(begin.toFile());
        dialog.getExtensionFilters().setAll(kinds);
        return dialog;
    }

    /** The dots on a button say that more will be asked, as the dialog now does. */
    private String title(String key) {
        return texts.now(key).replaceFirst("\\s*…$", "");
    }

    /** The folder that was used last if it is still there, else the user's own. */
    Path begin() {
        return choices.now().get().folder().filter(Files::isDirectory).orElse(Path.of(System.getProperty("user.home")));
    }

    private Optional<Path> remembered(@Nullable File chosen) {
        if (chosen == null) {
            return Optional.empty();
        }
        Path path = chosen.toPath().toAbsolutePath();
        if (path.getParent() != null) {
            choices.folder(path.getParent());
        }
        return Optional.of(path);
    }

    private static boolean ends(String name, ExtensionFilter kind) {
        return kind.getExtensions().stream()
                .anyMatch(pattern -> name.toLowerCase(Locale.ROOT).endsWith(pattern.substring(1)));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Window window(Node over) {
        return over.getScene().getWindow();
    }
}
