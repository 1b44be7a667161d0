package dev.bunrui.app.wizard.template;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.classify.TokenPreview;
import dev.bunrui.classify.TokenPreview.Piece;
import dev.bunrui.message.Figures;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.feather.Feather;

/** An article token by token: tinted by turns, the template's in another colour, the classified one marked, the cut grey. */
final class PreviewCard {
    /** A text that is cut off may be very long; this much shows where. */
    private static final int CUT_SHOWN = 300;

    private final AppContext context;
    private final Shapes shapes;
    private final PreviewModel model;
    private final TextFlow flow = new TextFlow();

    PreviewCard(AppContext context, Shapes shapes, PreviewModel model) {
        this.context = context;
        this.shapes = shapes;
        this.model = model;
        flow.setId("token-preview");
        flow.getStyleClass().add("token-flow");
        model.seen().addListener(change -> show());
        context.texts().language().addListener(change -> show());
    }

    Node view() {
        Button before = shapes.button("preview-before", "wizard.template.before", Feather.CHEVRON_LEFT, () -> step(-1));
        Button after = shapes.button("preview-after", "wizard.template.after", Feather.CHEVRON_RIGHT, () -> step(1));
        Label about = shapes.shown(
                Bindings.createStringBinding(
                        this::about,
                        model.seen(),
                        model.refusal(),
                        context.texts().language()),
                "muted");
        about.setId("preview-about");
        HBox.setHgrow(about, Priority.ALWAYS);
        about.setMaxWidth(Double.MAX_VALUE);
        HBox head = new HBox(8, about, before, after);
        head.setStyle("-fx-alignment: center-left;");
        ScrollPane scroll = new ScrollPane(flow);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox card = shapes.card("wizard.template.preview", head, scroll, legend());
        card.setMinWidth(0);
        return card;
    }

    private Node legend() {
        HBox legend = new HBox(
                16,
                sample("wizard.template.of-body", "token", "odd"),
                sample("wizard.template.of-template", "token", "of-template"),
                sample("wizard.template.special", "token", "special"),
                sample("wizard.template.classified", "token", "classified"),
                shapes.label("wizard.template.is-cut", "cut"));
        legend.setStyle("-fx-alignment: center-left;");
        return legend;
    }

    private Label sample(String key, String... styles) {
        return shapes.label(key, styles);
    }

    private void step(int by) {
        if (model.size() > 0) {
            model.index().set(Math.floorMod(model.index().get() + by, model.size()));
        }
    }

    private String about() {
        PreviewModel.Seen seen = model.seen().get();
        if (seen == null) {
            return model.refusal().get();
        }
        return context.texts()
                .now(
                        seen.tokens().cut().isEmpty() ? "wizard.template.whole" : "wizard.template.shortened",
                        Figures.count(model.index().get() + 1L),
                        Figures.count(model.size()),
                        String.valueOf(seen.article().label()),
                        Figures.count(seen.tokens().pieces().size()),
                        Figures.count(seen.tokens().cut().length()));
    }

    private void show() {
        flow.getChildren().clear();
        PreviewModel.Seen seen = model.seen().get();
        if (seen == null) {
            return;
        }
        List<Piece> pieces = seen.tokens().pieces();
        boolean odd = false;
        for (int i = 0; i < pieces.size(); i++) {
            boolean last = i == pieces.size() - 1;
            odd = !odd;
            add(pieces.get(i), odd, last);
        }
        String cut = seen.tokens().cut();
        if (!cut.isEmpty()) {
            Text rest = new Text(cut.length() <= CUT_SHOWN ? cut : cut.substring(0, CUT_SHOWN) + " …");
            rest.getStyleClass().add("cut");
            flow.getChildren().add(rest);
        }
    }

    private void add(Piece piece, boolean odd, boolean last) {
        String words = piece.kind() == TokenPreview.Kind.SPECIAL
                ? piece.token()
                : piece.text().isEmpty() ? "·" : piece.text().replace("\n", "⏎");
        Label chip = new Label(words);
        chip.getStyleClass().add("token");
        switch (piece.kind()) {
            case TEMPLATE -> chip.getStyleClass().add("of-template");
            case SPECIAL -> chip.getStyleClass().add("special");
            case BODY -> chip.getStyleClass().add(odd ? "odd" : "even");
        }
        if (last) {
            chip.setId("classified-token");
            chip.getStyleClass().add("classified");
            Tooltip tip = new Tooltip();
            tip.textProperty().bind(context.texts().of("wizard.template.classified-what"));
            chip.setTooltip(tip);
        }
        chip.setAccessibleText(piece.token() + " " + piece.id());
        flow.getChildren().add(chip);
        if (piece.kind() != TokenPreview.Kind.SPECIAL && piece.text().contains("\n")) {
            flow.getChildren().add(new Text("\n"));
        }
    }
}
