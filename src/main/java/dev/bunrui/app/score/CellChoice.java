package dev.bunrui.app.score;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a square table, one of which is chosen by a click, Enter or the space bar. The Tab key stops at one of
 * them, and the arrow keys lead from there to the others.
 */
final class CellChoice {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final List<Node> cells = new ArrayList<>();
    private @Nullable Node chosen;
    private int side;
    private int current;

    /** Begins a table of so many rows and columns. */
    void begin(int rows) {
        cells.clear();
        chosen = null;
        side = rows;
        current = 0;
    }

    /** Adds the next cell, row by row. */
    void add(Node cell, Runnable then) {
        int place = cells.size();
        cells.add(cell);
        cell.getStyleClass().add("confusion-choice");
        cell.setAccessibleRole(AccessibleRole.BUTTON);
        cell.setFocusTraversable(place == current);
        cell.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                go(place);
                choose(cell, then);
            }
        });
        cell.setOnKeyPressed(event -> press(event, cell, then));
    }

    /** No cell is chosen any more; the one that was gets the keys. */
    void leave() {
        mark(null);
        if (current < cells.size()) {
            cells.get(current).requestFocus();
        }
    }

    private void choose(Node cell, Runnable then) {
        mark(cell);
        then.run();
    }

    private void mark(@Nullable Node cell) {
        if (chosen != null) {
            chosen.pseudoClassStateChanged(CHOSEN, false);
        }
        if (cell != null) {
            cell.pseudoClassStateChanged(CHOSEN, true);
        }
        chosen = cell;
    }

    private void press(KeyEvent event, Node cell, Runnable then) {
        KeyCode key = event.getCode();
        if (key == KeyCode.ENTER || key == KeyCode.SPACE) {
            choose(cell, then);
        } else if (key.isArrowKey()) {
            arrow(key);
        } else {
            return;
        }
        event.consume();
    }

    private void arrow(KeyCode key) {
        int row = current / side + (key == KeyCode.DOWN ? 1 : key == KeyCode.UP ? -1 : 0);
        int column = current % side + (key == KeyCode.RIGHT ? 1 : key == KeyCode.LEFT ? -1 : 0);
        if (row >= 0 && row < side && column >= 0 && column < side) {
            go(row * side + column);
        }
    }

    private void go(int place) {
        cells.get(current).setFocusTraversable(false);
        current = place;
        cells.get(place).setFocusTraversable(true);
        cells.get(place).requestFocus();
    }
}
