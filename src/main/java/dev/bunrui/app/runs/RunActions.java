package dev.bunrui.app.runs;

import dev.bunrui.app.choice.FileDialogs;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.service.ListedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser.ExtensionFilter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The buttons for what can be done with the chosen run. */
final class RunActions {
    private static final String ZIP = ".zip";
    private static final String PAGE = ".html";

    private final AppContext context;
    private final RunsModel model;
    private final RunDeeds deeds;
    private final FileDialogs dialogs;
    private final HBox node;

    RunActions(AppContext context, RunsModel model, RunDeeds deeds, Routes routes) {
        this.context = context;
        this.model = model;
        this.deeds = deeds;
        this.dialogs = new FileDialogs(context.texts(), context.choices());
        Shapes shapes = new Shapes(context.texts());
        ButtonBase watch = shapes.button("run-watch", "runs.watch", Feather.ACTIVITY, with(routes::watch));
        ButtonBase stop = shapes.button("run-stop", "runs.stop", Feather.PAUSE, with(deeds::stop));
        ButtonBase resume = shapes.button("run-resume", "runs.resume", Feather.PLAY, with(deeds::resume));
        ButtonBase use = shapes.button("run-use", "runs.use", Feather.TAG, with(routes::classify), "accent");
        ButtonBase again = shapes.button("run-again", "runs.again", Feather.COPY, () -> {
            if (model.chosen().get() instanceof ListedRun.Known known) {
                routes.startFrom(known.summary().settings());
            }
        });
        ButtonBase folder =
                icon(shapes.button("run-folder", "runs.open-folder", Feather.FOLDER, with(deeds::openFolder)));
        ButtonBase delete = icon(shapes.button("run-delete", "runs.delete", Feather.TRASH_2, () -> {
            ListedRun chosen = model.chosen().get();
            if (chosen != null) {
                deeds.delete(chosen);
            }
        }));
        Shapes.only(watch, is(state -> true));
        Shapes.only(stop, is(state -> state.held() || state == State.WAITING));
        Shapes.only(resume, is(state -> state == State.STOPPED || state == State.FAILED));
        Shapes.only(use, is(state -> state == State.FINISHED));
        Shapes.only(again, is(state -> true));
        node = new HBox(8, use, resume, stop, watch, again, folder, export(), delete);
    }

    Node node() {
        return node;
    }

    private Runnable with(Consumer<RunFolder> deed) {
        return () -> {
            ListedRun chosen = model.chosen().get();
            if (chosen != null) {
                deed.accept(chosen.folder());
            }
        };
    }

    /** Whether the chosen run can be read and is in a state; false if none is chosen. */
    private BooleanBinding is(Predicate<State> wanted) {
        return Bindings.createBooleanBinding(
                () -> model.chosen().get() instanceof ListedRun.Known known && wanted.test(known.state()),
                model.chosen());
    }

    /** Shows the icon alone; the words go to the tooltip, and to who listens to the screen. */
    private static ButtonBase icon(ButtonBase button) {
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.accessibleTextProperty().bind(button.textProperty());
        Tooltip words = new Tooltip();
        words.textProperty().bind(button.textProperty());
        button.setTooltip(words);
        return button;
    }

    private Node export() {
        MenuButton button = new MenuButton();
        button.setId("run-export");
        button.textProperty().bind(context.texts().of("runs.export"));
        button.setGraphic(new FontIcon(Feather.DOWNLOAD));
        MenuItem report = item("run-report", "runs.report", with(this::chooseReport));
        report.disableProperty().bind(is(state -> true).not());
        MenuItem whole = item("run-export-zip", "runs.export-zip", with(this::chooseFile));
        MenuItem adapter = item("run-export-adapter", "runs.export-adapter", with(this::chooseFolder));
        MenuItem merged = item("run-export-merged", "runs.export-merged", with(this::chooseMerged));
        // Not the button: where it lost the keys, the next one would have them, which deletes.
        BooleanBinding busy = deeds.exports().going().isNotNull();
        whole.disableProperty().bind(busy);
        for (MenuItem finished : List.of(adapter, merged)) {
            finished.disableProperty()
                    .bind(is(state -> state == State.FINISHED).not().or(busy));
        }
        button.getItems().addAll(report, new SeparatorMenuItem(), whole, adapter, merged);
        return icon(button);
    }

    private MenuItem item(String id, String key, Runnable action) {
        MenuItem item = new MenuItem();
        item.setId(id);
        item.textProperty().bind(context.texts().of(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    private void chooseReport(RunFolder run) {
        dialogs.target(node, "runs.report", Path.of(run.name() + PAGE), new ExtensionFilter("HTML", "*" + PAGE))
                .ifPresent(file -> deeds.report(run, file));
    }

    private void chooseFile(RunFolder run) {
        dialogs.target(node, "runs.export-zip", Path.of(run.name() + ZIP), new ExtensionFilter("ZIP", "*" + ZIP))
                .ifPresent(file -> deeds.exports().start(run, file));
    }

    private void chooseFolder(RunFolder run) {
        dialogs.folder(node, "runs.export-adapter")
                .ifPresent(folder -> deeds.exports().start(run, folder.resolve(run.name() + "-adapter")));
    }

    private void chooseMerged(RunFolder run) {
        dialogs.folder(node, "runs.export-merged")
                .ifPresent(folder -> deeds.exports().startMerged(run, folder.resolve(run.name() + "-model")));
    }
}
