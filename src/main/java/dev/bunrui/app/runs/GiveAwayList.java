package dev.bunrui.app.runs;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.analysis.GiveAways;
import dev.bunrui.experiment.analysis.GiveAways.GiveAway;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The words that give each class away, the most telling first. */
final class GiveAwayList {
    private final VBox classes = new VBox(6);
    private final ScrollPane node;

    GiveAwayList(Texts texts) {
        classes.setId("give-aways");
        VBox all = new VBox(6, new Shapes(texts).label("errors.words", "muted"), classes);
        all.getStyleClass().add("give-aways");
        node = new ScrollPane(all);
        node.setFitToWidth(true);
        node.accessibleTextProperty().bind(texts.of("errors.words"));
    }

    Node node() {
        return node;
    }

    /** Shows words; none while they are looked for. */
    void show(@Nullable GiveAways found) {
        classes.getChildren().clear();
        if (found == null) {
            return;
        }
        for (int label = 0; label < found.labels().size(); label++) {
            Label name = new Label(found.labels().get(label));
            name.getStyleClass().add("fact-group");
            Label words = new Label(
                    found.words().get(label).stream().map(GiveAway::word).collect(Collectors.joining(" · ")));
            words.setWrapText(true);
            classes.getChildren().add(new VBox(name, words));
        }
    }
}
