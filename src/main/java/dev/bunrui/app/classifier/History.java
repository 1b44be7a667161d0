package dev.bunrui.app.classifier;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What was classified in this session, the latest first; kept in memory alone. While an article is typed its answers
 * take one another's place, so that each article is there once.
 */
final class History {
    private static final int MOST = 200;

    private final ObservableList<Past> entries = FXCollections.observableArrayList();
    private boolean another = true;

    ObservableList<Past> entries() {
        return entries;
    }

    /** The next answer is about another article than the last one. */
    void turn() {
        another = true;
    }

    void hear(Past past) {
        if (entries.stream().anyMatch(past::same)) {
            return; // brought back
        }
        if (another) {
            entries.add(0, past);
            another = false;
        } else {
            entries.set(0, past);
        }
        if (entries.size() > MOST) {
            entries.remove(MOST);
        }
    }

    void clear() {
        entries.clear();
        another = true;
    }
}
