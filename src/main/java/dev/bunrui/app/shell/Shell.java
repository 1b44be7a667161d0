package dev.bunrui.app.shell;

import dev.bunrui.app.look.Focus;
import dev.bunrui.app.look.Pile;
import dev.bunrui.app.look.Shapes;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.event.Event;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The rail at the left and the page beside it. */
public final class Shell {
    private static final KeyCombination ENTER = new KeyCodeCombination(KeyCode.ENTER);
    private static final double RAIL = 190;

    private final AppContext context;
    private final BorderPane root = new BorderPane();
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Place, LazyPage<?>> pages = new EnumMap<>(Place.class);
    private final Map<Place, ToggleButton> buttons = new EnumMap<>(Place.class);
    private final VBox rail = new VBox(4);
    private final Pile pile;
    private @Nullable Page current;

    public Shell(AppContext context) {
        this.context = context;
        this.pile = new Pile(List.of(), context.theme().dark(), context.texts().language());
        root.setId("shell");
        rail.getStyleClass().add("rail");
        rail.setPrefWidth(RAIL);
        rail.setMinWidth(Region.USE_PREF_SIZE);
        Label product = new Label("Bunrui 分類");
        product.getStyleClass().add("product");
        rail.getChildren().add(product);
        for (Place place : Place.values()) {
            ToggleButton button = button(place);
            buttons.put(place, button);
            rail.getChildren().add(button);
        }
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        rail.getChildren().addAll(gap, language(), theme());
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        root.setLeft(rail);
        root.setCenter(pile.node());
        Node unkept =
                new Shapes(context.texts()).alarm("unkept", context.choices().failure());
        BorderPane.setMargin(unkept, new Insets(10, 28, 10, 28));
        root.setBottom(unkept);
    }

    public Parent root() {
        return root;
    }

    /** Lets the keys of the places lead there, wherever the focus is in a scene. */
    public void listenTo(Scene scene) {
        for (Place place : pages.keySet()) {
            scene.getAccelerators().put(keys(place), () -> {
                show(place);
                if (current != null) {
                    current.takeKeys();
                }
            });
        }
    }

    /** A page's own keys work wherever the focus is, on the button that led there for instance. */
    private void pressed(KeyEvent event) {
        enter(event);
        Page shown = current;
        boolean elsewhere = event.getTarget() instanceof Node node && !Focus.isWithin(node, pile.node());
        if (shown != null && elsewhere && !event.isConsumed() && (event.isShortcutDown() || event.isAltDown())) {
            Event.fireEvent(shown.view(), event.copyFor(shown.view(), shown.view()));
            event.consume();
        }
    }

    /** Enter presses the default button that is seen; a scene knows only the one that came last, seen or not. */
    private void enter(KeyEvent event) {
        if (ENTER.match(event)) {
            pile.node().lookupAll(".button").stream()
                    .filter(node -> node instanceof Button button && button.isDefaultButton() && seen(button))
                    .findFirst()
                    .ifPresent(button -> {
                        event.consume();
                        ((Button) button).fire();
                    });
        }
    }

    private static boolean seen(Node node) {
        return node.isVisible() && (node.getParent() == null || seen(node.getParent()));
    }

    private static KeyCombination keys(Place place) {
        return new KeyCodeCombination(place.key(), KeyCombination.SHORTCUT_DOWN);
    }

    /** Says what is shown at a place. */
    public void put(Place place, LazyPage<?> page) {
        pages.put(place, page);
        pile.add(() -> page.get().view());
    }

    /** Makes the pages that nobody has looked at yet, so that each is there at once when it is wanted. */
    public void makeReady() {
        pile.makeReady();
    }

    /** Shows a place. */
    public void show(Place place) {
        LazyPage<?> page = pages.get(place);
        if (page == null || current == page.get()) {
            return;
        }
        Page next = page.get();
        if (current != null) {
            current.hidden();
        }
        current = next;
        pile.show(next.view());
        ToggleButton button = buttons.get(place);
        if (button != null) {
            button.setSelected(true);
        }
        next.shown();
    }

    /** The window closes. */
    public void close() {
        if (current != null) {
            current.hidden();
        }
        pages.values().forEach(page -> page.made().ifPresent(Page::closed));
    }

    private ToggleButton button(Place place) {
        ToggleButton button = new ToggleButton();
        button.setId(place.id());
        button.textProperty().bind(context.texts().of(place.text()));
        button.setGraphic(new FontIcon(place.icon()));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setToggleGroup(group);
        button.setTooltip(new Tooltip(keys(place).getDisplayText()));
        button.setOnAction(event -> {
            button.setSelected(true); // a second press must not leave the rail without a choice
            show(place);
        });
        return button;
    }

    private Button language() {
        Button button = new Shapes(context.texts())
                .button("language", "rail.language", Feather.GLOBE, this::otherLanguage, "flat");
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private void otherLanguage() {
        boolean japanese = context.texts().language().get().getLanguage().equals("ja");
        context.texts().speak(japanese ? Locale.ENGLISH : Locale.JAPANESE);
    }

    private Button theme() {
        Button button = new Shapes(context.texts())
                .button(
                        "theme",
                        "rail.dark",
                        Feather.MOON,
                        () -> context.theme().show(!context.theme().dark().get()),
                        "flat");
        button.textProperty().unbind();
        button.textProperty()
                .bind(Bindings.when(context.theme().dark())
                        .then(context.texts().of("rail.light"))
                        .otherwise(context.texts().of("rail.dark")));
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }
}
