package dev.bunrui.app.label;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.corpus.Article;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Another class for the article that is looked at, and what was corrected so far: it can be undone, and is written as a new
 * version of the data set, on which a run can begin.
 */
public final class RelabelPane {
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

    private final RelabelModel model;
    private final LabelChoice choice;
    private final CorrectionBars bars;

    /** {@code id} begins the ids of all that is in it; {@code routes} lead to where a run is begun. */
    public RelabelPane(AppContext context, Routes routes, Corrections corrections, String id) {
        this.model = new RelabelModel(context, corrections);
        this.choice = new LabelChoice(context.texts(), model, id);
        this.bars = new CorrectionBars(context, routes, model, id);
    }

    /** What chooses the class of the article. */
    public Node choice() {
        return choice.node();
    }

    /** What was corrected and what became of it; no room is left where that is nothing. */
    public Node bars() {
        return bars.node();
    }

    /** Turns to a data set; null for none. */
    public void turn(@Nullable Subject subject) {
        model.turn(subject);
    }

    /** Looks at an article, null for none; {@code suggested} is the class that it may have instead. */
    public void look(@Nullable Article article, @Nullable String suggested) {
        choice.suggest(suggested);
        model.look(article);
    }

    /** The label that was chosen for an article; empty if it keeps its own. */
    public String corrected(String article) {
        return model.corrected(article).orElse("");
    }

    /** Does something whenever a correction is chosen, taken back or written. */
    public void whenCorrected(Runnable then) {
        model.steps().addListener((Observable change) -> then.run());
    }

    /** In a list of articles Enter leads to the choice of the class, and undo takes the last correction back. */
    public void listenIn(Node list) {
        list.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (UNDO.match(event) && !(event.getTarget() instanceof TextInputControl) && model.count() > 0) {
                model.undo();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && model.article().get() != null) {
                choice.takeKeys();
                event.consume();
            }
        });
    }
}
