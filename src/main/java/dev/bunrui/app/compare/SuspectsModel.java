package dev.bunrui.app.compare;

import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.app.work.Work;
import dev.bunrui.experiment.analysis.HardArticles;
import dev.bunrui.experiment.compare.Contender;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which labels the runs that are compared cast doubt on, and then the articles themselves; looked for only while someone
 * looks.
 */
final class SuspectsModel {
    private static final Duration AT_ONCE = Duration.millis(30);

    private final Latest work;
    private final Trouble trouble;
    private final Trouble unread;
    private final BooleanProperty wanted = new SimpleBooleanProperty();
    private final BooleanProperty looking = new SimpleBooleanProperty();
    private final BooleanProperty reading = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable HardArticles> suspects = new SimpleObjectProperty<>();
    private final ObjectProperty<SuspectTexts> texts = new SimpleObjectProperty<>(SuspectTexts.NONE);
    private @Nullable Scope scope;

    /** The scope whose suspects are known or looked for. */
    private @Nullable Scope asked;

    SuspectsModel(Work work, Texts words) {
        this.work = new Latest(work, AT_ONCE);
        this.trouble = new Trouble(words);
        this.unread = new Trouble(words);
        wanted.addListener(change -> look());
    }

    /** Whether anyone looks: nothing is read before. */
    BooleanProperty wanted() {
        return wanted;
    }

    /** Whether they are being looked for. */
    ReadOnlyBooleanProperty looking() {
        return looking;
    }

    /** Whether the articles are being read. */
    ReadOnlyBooleanProperty reading() {
        return reading;
    }

    /** Null where they are not known, or there are fewer than two runs. */
    ReadOnlyObjectProperty<@Nullable HardArticles> suspects() {
        return suspects;
    }

    /** Their articles, which come after them. */
    ReadOnlyObjectProperty<SuspectTexts> texts() {
        return texts;
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
        boolean enough = now != null && now.runs().size() > 1;
        Scope before = asked;
        if (now == null || before == null || !enough || !now.like(before)) {
            clear();
        }
        asked = now;
        reading.set(false);
        looking.set(enough);
        if (now != null && enough) {
            work.ask(() -> find(now), found -> show(now, found), problem -> {
                clear();
                fail(problem);
            });
        }
    }

    private void clear() {
        suspects.set(null);
        texts.set(SuspectTexts.NONE);
        unread.forget();
    }

    private boolean sentencesAreEmpty() {
        return trouble.sentence().get().isEmpty() && unread.sentence().get().isEmpty();
    }

    private static HardArticles find(Scope scope) {
        return HardArticles.of(scope.runs().stream().map(Contender::files).toList(), HardArticles.NEARLY_ALL);
    }

    private void show(Scope of, HardArticles found) {
        looking.set(false);
        suspects.set(found);
        if (texts.get().have(found)) {
            unread.forget();
            return;
        }
        reading.set(true);
        work.ask(() -> SuspectTexts.of(of, found), this::show, this::fail);
    }

    private void show(SuspectTexts read) {
        reading.set(false);
        unread.forget();
        if (read.unread() != null) {
            unread.tell(read.unread());
        }
        texts.set(read);
    }

    private void fail(Throwable problem) {
        looking.set(false);
        reading.set(false);
        trouble.tell(problem);
    }
}
