package dev.bunrui.app.compare;

import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.app.work.Work;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Which labels the runs that are compared cast doubt on; looked for only while someone looks. */
final class SuspectsModel {
    private static final Duration AT_ONCE = Duration.millis(30);

    private final Latest work;
    private final Trouble trouble;
    private final Trouble unread;
    private final BooleanProperty wanted = new SimpleBooleanProperty();
    private final BooleanProperty reading = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Suspects> suspects = new SimpleObjectProperty<>();
    private @Nullable Scope scope;

    /** The scope whose suspects are known or looked for. */
    private @Nullable Scope asked;

    SuspectsModel(Work work, Texts texts) {
        this.work = new Latest(work, AT_ONCE);
        this.trouble = new Trouble(texts);
        this.unread = new Trouble(texts);
        wanted.addListener(change -> look());
    }

    /** Whether anyone looks: nothing is read before. */
    BooleanProperty wanted() {
        return wanted;
    }

    /** Whether they are being looked for. */
    ReadOnlyBooleanProperty reading() {
        return reading;
    }

    /** Null where they are not known, or there are fewer than two runs. */
    ReadOnlyObjectProperty<@Nullable Suspects> suspects() {
        return suspects;
    }

    /** Why nothing can be said of these runs; empty if all is well. */
    ReadOnlyStringProperty trouble() {
        return trouble.sentence();
    }

    /** Why the texts of the articles cannot be shown; empty if all is well. */
    ReadOnlyStringProperty unread() {
        return unread.sentence();
    }

    /** Turns to a scope, null for none. What could not be read of the same one before is tried again. */
    void turn(@Nullable Scope now) {
        scope = now;
        look();
    }

    private void look() {
        Scope now = scope;
        boolean known = now != null && now.equals(asked) && sentencesAreEmpty();
        if (known || (now != null && !wanted.get())) {
            return;
        }
        work.forget();
        trouble.forget();
        if (now == null || !now.equals(asked)) {
            suspects.set(null);
            unread.forget();
        }
        asked = now;
        reading.set(now != null && now.runs().size() > 1);
        if (now != null && now.runs().size() > 1) {
            work.ask(() -> Suspects.of(now), this::show, this::fail);
        }
    }

    private boolean sentencesAreEmpty() {
        return trouble.sentence().get().isEmpty() && unread.sentence().get().isEmpty();
    }

    private void show(Suspects found) {
        reading.set(false);
        unread.forget();
        if (found.unread() != null) {
            unread.tell(found.unread());
        }
        suspects.set(found);
    }

    private void fail(Throwable problem) {
        reading.set(false);
        trouble.tell(problem);
    }
}
