package dev.bunrui.app.settings;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.runtime.RuntimeSettings;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the user chooses once, where things lie, and what the program is made of. */
public final class SettingsPage implements Page {
    private final SettingsModel model;
    private final GpuModel gpu;
    private final ScrollPane view;

    public SettingsPage(AppContext context) {
        this(context, RuntimeSettings.ofProcess());
    }

    SettingsPage(AppContext context, RuntimeSettings runtime) {
        this.model = new SettingsModel(context);
        this.gpu = new GpuModel(context, runtime, model::lookAgain);
        Shapes shapes = new Shapes(context.texts());
        ChoicesCard choices = new ChoicesCard(context, model);
        Region look = choices.look();
        Region computing = choices.computing();
        HBox row = new HBox(18, look, computing);
        for (Region card : new Region[] {look, computing}) {
            card.setMinWidth(0); // equal widths, whatever is in them
            card.setPrefWidth(0);
            HBox.setHgrow(card, Priority.ALWAYS);
        }
        Region about = new AboutCard(context, model).view();
        VBox.setVgrow(about, Priority.ALWAYS);
        VBox content = new VBox(
                18,
                shapes.label("settings.title", "page-title"),
                shapes.alarm("settings-failure", model.failure()),
                row,
                new GpuCard(context, gpu).view(),
                new FoldersCard(context, model).view(),
                about);
        content.getStyleClass().add("page");
        this.view = Shapes.scrolling(content);
        view.setId("settings");
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.begin();
        gpu.look();
    }
}
