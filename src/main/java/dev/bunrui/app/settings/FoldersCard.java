package dev.bunrui.app.settings;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.OpenFolder;
import dev.bunrui.file.AppFolders;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** Where things lie, each to be opened, or copied as a path. */
final class FoldersCard {
    private final AppContext context;
    private final Shapes shapes;
    private final SettingsModel model;
    private final OpenFolder opener;
    private final GridPane grid = new GridPane();

    FoldersCard(AppContext context, SettingsModel model) {
        this.context = context;
        this.shapes = new Shapes(context.texts());
        this.model = model;
        this.opener = new OpenFolder(context.work());
        grid.setHgap(14);
        grid.setVgap(6);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints paths = new ColumnConstraints();
        paths.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, paths);
    }

    Region view() {
        AppFolders folders = context.folders();
        folder("runs", folders.runs());
        folder("data", folders.data());
        folder("logs", folders.logs());
        folder("models", folders.assets().resolve("models"));
        folder("hub", context.fetch().settings().cache());
        Label how = new Label();
        how.textProperty().bind(context.texts().of("settings.folders-what", folders.home(), AppFolders.HOME_VARIABLE));
        how.setWrapText(true);
        how.setMinHeight(Region.USE_PREF_SIZE);
        how.getStyleClass().add("muted");
        return shapes.card("settings.folders", grid, how);
    }

    private void folder(String name, Path folder) {
        Label path = new Label(folder.toString());
        path.setId("path-" + name);
        path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        path.setMinWidth(0);
        path.setTooltip(new Tooltip(folder.toString()));
        Button open = shapes.button(
                "open-" + name,
                "settings.open",
                Feather.FOLDER,
                () -> opener.open(folder, model::tell),
                "flat",
                "small");
        Button copy = shapes.button("copy-" + name, "settings.copy", Feather.COPY, () -> copy(folder), "flat", "small");
        Label words = shapes.label("settings.folder." + name);
        words.setMinWidth(Region.USE_PREF_SIZE);
        open.accessibleTextProperty().bind(words.textProperty().concat(": ").concat(open.textProperty()));
        copy.accessibleTextProperty().bind(words.textProperty().concat(": ").concat(copy.textProperty()));
        grid.addRow(grid.getRowCount(), words, path, open, copy);
    }

    private static void copy(Path folder) {
        ClipboardContent content = new ClipboardContent();
        content.putString(folder.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
