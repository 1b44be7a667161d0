package dev.bunrui.app.monitor;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.experiment.RunFolder;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Leads from one run to another without leaving the page. */
final class RunPicker {
    private final AppContext context;
    private final RunChoices choices;
    private final ObservableValue<@Nullable RunFolder> shown;
    private final Consumer<RunFolder> follow;
    private final MenuButton button = new MenuButton();

    RunPicker(
            AppContext context,
            RunChoices choices,
            ObservableValue<@Nullable RunFolder> shown,
            Consumer<RunFolder> follow) {
        this.context = context;
        this.choices = choices;
        this.shown = shown;
        this.follow = follow;
        button.setId("run-picker");
        button.textProperty().bind(context.texts().of("monitor.other"));
        button.setGraphic(new FontIcon(Feather.LIST));
        button.setMinWidth(Region.USE_PREF_SIZE);
        InvalidationListener refill = change -> {
            // Not under the pointer of someone who is about to choose.
            if (!button.isShowing()) {
                fill();
            }
        };
        choices.choices().addListener(refill);
        shown.addListener(refill);
        context.texts().language().addListener(refill);
        button.showingProperty().addListener(refill);
    }

    MenuButton button() {
        return button;
    }

    private void fill() {
        List<MenuItem> items = choices.choices().stream().map(this::item).toList();
        button.getItems().setAll(items);
    }

    private MenuItem item(RunChoices.Choice choice) {
        RadioMenuItem item = new RadioMenuItem(choice.run().name() + "  ·  "
                + context.texts().now("state." + choice.state().name().toLowerCase(Locale.ROOT)));
        item.setId("watch-" + choice.run().name());
        item.setMnemonicParsing(false);
        item.setSelected(choice.run().equals(shown.getValue()));
        item.setOnAction(event -> follow.accept(choice.run()));
        return item;
    }
}
