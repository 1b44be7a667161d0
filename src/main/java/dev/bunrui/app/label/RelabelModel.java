package dev.bunrui.app.label;

import dev.bunrui.app.label.Corrections.Unkept;
import dev.bunrui.app.label.Subject.Source;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.analysis.CorrectedLabels;
import dev.bunrui.experiment.analysis.Correction;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Which label the article that is looked at is to have, and the way of all such corrections into a new data set. */
final class RelabelModel {
    private final AppContext context;
    private final Corrections corrections;
    private final Trouble trouble;
    private final Trouble refusal;
    private final Trouble unkept;
    private final ObjectProperty<@Nullable Subject> subject = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Article> article = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Written> written = new SimpleObjectProperty<>();
    private final BooleanProperty writing = new SimpleBooleanProperty();

    /**
     * A new version of a data set.
     *
     * @param next the settings of the run whose errors were looked at, with the new articles
     */
    record Written(CorrectedLabels labels, RunSettings next) {}

    RelabelModel(AppContext context, Corrections corrections) {
        this.context = context;
        this.corrections = corrections;
        this.trouble = new Trouble(context.texts());
        this.refusal = new Trouble(context.texts());
        this.unkept = new Trouble(context.texts());
        corrections.unkept().addListener(change -> tellUnkept());
        tellUnkept();
    }

    /** The data set whose articles are looked at; null for none. */
    ReadOnlyObjectProperty<@Nullable Subject> subject() {
        return subject;
    }

    /** The article that is looked at; null for none. */
    ReadOnlyObjectProperty<@Nullable Article> article() {
        return article;
    }

    /** The new version that was written last; null for none. */
    ReadOnlyObjectProperty<@Nullable Written> written() {
        return written;
    }

    /** Whether a new version is being written. */
    ReadOnlyBooleanProperty writing() {
        return writing;
    }

    /** Why the new version was not written; empty if all is well. */
    ReadOnlyStringProperty trouble() {
        return trouble.sentence();
    }

    /** Why no label of this data set can be corrected; empty if they can. */
    ReadOnlyStringProperty refusal() {
        return refusal.sentence();
    }

    /** Why the corrections of all data sets hold in this window only; empty if they are kept. */
    ReadOnlyStringProperty unkept() {
        return unkept.sentence();
    }

    private void tellUnkept() {
        Unkept now = corrections.unkept().get();
        if (now == null) {
            unkept.forget();
        } else {
            unkept.tell(now.why());
        }
    }

    /** Tries once more to keep them. */
    void keepAgain() {
        Optional.ofNullable(corrections.unkept().get())
                .ifPresent(now -> now.again().run());
    }

    /** Turns to a data set; null for none. */
    void turn(@Nullable Subject now) {
        Subject before = subject.get();
        if (before == null || now == null || !before.source().equals(now.source())) {
            trouble.forget();
        }
        article.set(null);
        subject.set(now);
        if (now == null || now.refusal() == null) {
            refusal.forget();
        } else {
            refusal.tell(now.refusal());
        }
    }

    /** Looks at an article; null for none. */
    void look(@Nullable Article now) {
        article.set(now);
    }

    /** The label that the article has, or is to have; empty if there is no article. */
    Optional<String> label() {
        Article now = article.get();
        return now == null ? Optional.empty() : corrected(now.id()).or(() -> Optional.ofNullable(now.label()));
    }

    /** The label that was chosen for an article of the data set; empty if it keeps its own. */
    Optional<String> corrected(String id) {
        return source().flatMap(from -> corrections.of(from, id));
    }

    /** How many labels of the data set are corrected and not written yet. */
    int count() {
        return source().map(from -> corrections.of(from).size()).orElse(0);
    }

    /** How many labels of other data sets are. */
    int besides() {
        return source().map(corrections::besides).orElse(0);
    }

    /** Changes whenever a correction is chosen, taken back or written. */
    Observable steps() {
        return corrections.steps();
    }

    /** Gives the article that is looked at a label. */
    void correct(String label) {
        Article now = article.get();
        if (now != null && refusal().get().isEmpty() && !label().equals(Optional.of(label))) {
            source().ifPresent(from -> corrections.correct(from, now, label));
        }
    }

    /** Takes the last correction back. */
    void undo() {
        source().ifPresent(corrections::undo);
    }

    /** Takes all corrections of the data set back. */
    void discard() {
        trouble.forget();
        source().ifPresent(corrections::discard);
    }

    private Optional<Source> source() {
        return Optional.ofNullable(subject.get()).map(Subject::source);
    }

    /** Where the new version goes unless another place is chosen: beside the original. */
    Optional<Path> suggested() {
        return source().map(Source::data)
                .map(data -> data.resolveSibling(
                        String.valueOf(data.getFileName()).replaceFirst("(?i)(\\.tar\\.gz|\\.tgz|\\.[a-z]+)$", "")
                                + "-corrected.jsonl"));
    }

    /** Writes the new version to a file that is not there yet. */
    void write(Path file) {
        Subject now = subject.get();
        if (now == null || writing.get()) {
            return;
        }
        Source from = now.source();
        List<Correction> all = corrections.of(from);
        Path target = file.toAbsolutePath().normalize();
        trouble.forget();
        written.set(null);
        writing.set(true);
        context.work()
                .once(
                        () -> CorrectedLabels.write(from.data(), from.columns(), target, all),
                        done -> {
                            writing.set(false);
                            corrections.written(from, all);
                            written.set(new Written(done, now.settings().on(target, Columns.GUESSED)));
                        },
                        problem -> {
                            writing.set(false);
                            trouble.tell(problem);
                        });
    }

    /** Says no more of the version that was written. */
    void dismiss() {
        written.set(null);
    }
}
