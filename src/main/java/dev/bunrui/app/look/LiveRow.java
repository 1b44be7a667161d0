package dev.bunrui.app.look;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * A row whose content changes while the row stays where it is. Of a table with such rows only the cells in sight are
 * drawn anew when something changes; exchanged rows would have all ten thousand of them looked at.
 */
public final class LiveRow<R> {
    private final ReadOnlyObjectWrapper<R> now;

    public LiveRow(R first) {
        this.now = new ReadOnlyObjectWrapper<>(first);
    }

    /** What the row shows. */
    public ReadOnlyObjectProperty<R> now() {
        return now.getReadOnlyProperty();
    }

    public R get() {
        return now.get();
    }

    /** Shows something else; gives whether it is something else. */
    public boolean show(R next) {
        boolean other = now.get() != next; // what was not read anew is the same object
        now.set(next);
        return other;
    }
}
