package dev.bunrui.app.settings;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.service.Machine;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Which program this is, what it is made of, and under which licences. */
final class AboutCard {
    private static final double HEIGHT = 260;

    private final AppContext context;
    private final Shapes shapes;
    private final SettingsModel model;

    AboutCard(AppContext context, SettingsModel model) {
        this.context = context;
        this.shapes = new Shapes(context.texts());
        this.model = model;
    }

    Region view() {
        Label versions = shapes.shown(Bindings.createStringBinding(
                this::versions, model.machine(), context.texts().language()));
        versions.setId("versions");
        Label licences = shapes.label("settings.licences", "muted");
        return shapes.card("settings.about", shapes.label("home.what"), versions, licences, search(), lists());
    }

    private String versions() {
        Machine machine = model.machine().get();
        return context.texts()
                .now(
                        "settings.versions",
                        ProgramVersion.text(),
                        Runtime.version().toString(),
                        machine == null ? "–" : machine.pytorch());
    }

    private Node search() {
        TextField field = new TextField();
        field.setId("licence-search");
        field.promptTextProperty().bind(context.texts().of("settings.search"));
        field.accessibleTextProperty().bind(context.texts().of("settings.search"));
        field.textProperty().addListener((text, before, after) -> model.search(after));
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox line = new HBox(8, new FontIcon(Feather.SEARCH), field);
        line.getStyleClass().add("card-heading");
        return line;
    }

    private Node lists() {
        TableView<Licences.Part> table = new TableView<>(model.found());
        table.setId("licences");
        table.setPlaceholder(shapes.label("settings.none-found", "muted"));
        table.accessibleTextProperty().bind(context.texts().of("settings.licences"));
        new Columns<>(context.texts(), table)
                .words(
                        "settings.part",
                        220,
                        part -> part.name(context.texts().language().get()))
                .words("settings.version", 110, Licences.Part::version)
                .words("settings.licence", 180, Licences.Part::licence);
        table.getSelectionModel().selectedItemProperty().addListener((chosen, before, after) -> model.choose(after));
        TextArea text = new TextArea();
        text.setId("licence-text");
        text.setEditable(false);
        text.setWrapText(true);
        text.textProperty().bind(model.text());
        text.promptTextProperty().bind(context.texts().of("settings.choose-licence"));
        text.accessibleTextProperty().bind(context.texts().of("settings.licence"));
        HBox both = new HBox(12, table, text);
        for (Region half : new Region[] {table, text}) {
            half.setPrefWidth(0);
            HBox.setHgrow(half, Priority.ALWAYS);
        }
        both.setMinHeight(HEIGHT);
        VBox.setVgrow(both, Priority.ALWAYS);
        return both;
    }
}
