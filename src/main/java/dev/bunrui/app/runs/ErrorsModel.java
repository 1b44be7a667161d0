package dev.bunrui.app.runs;

import dev.bunrui.app.label.Subject;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.app.work.Work;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.analysis.GiveAways;
import dev.bunrui.experiment.analysis.MisreadArticles;
import dev.bunrui.experiment.analysis.SplitLeaks;
import dev.bunrui.experiment.analysis.TestedArticle;
import dev.bunrui.experiment.analysis.TestedRun;
import java.util.List;
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
 * The errors of the run that is looked at: the articles of its test, those behind the chosen cell of the matrix, and what
 * explains some of the score. All is read when it is first wanted, and forgotten with the run.
 */
final class ErrorsModel {
    private static final Duration PAUSE = Duration.millis(50);
    private static final int WORDS = 8;

    private final Latest work;
    private final Trouble trouble;
    private final ObjectProperty<@Nullable MisreadArticles> articles = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Subject> subject = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Findings> findings = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Cell> cell = new SimpleObjectProperty<>();
    private final BooleanProperty reading = new SimpleBooleanProperty();
    private @Nullable RunFolder run;

    /** A cell of the confusion matrix. */
    record Cell(String gold, String predicted) {}

    /** What takes longer to find than the articles. */
    record Findings(SplitLeaks leaks, GiveAways words) {}

    /** No run is looked at. */
    ErrorsModel(Work work, Texts texts) {
        this.work = new Latest(work, PAUSE);
        this.trouble = new Trouble(texts);
    }

    /** Null until they are read. */
    ReadOnlyObjectProperty<@Nullable MisreadArticles> articles() {
        return articles;
    }

    /** The data set that the articles are of; null until they are read. */
    ReadOnlyObjectProperty<@Nullable Subject> subject() {
        return subject;
    }

    /** Null until they are found. */
    ReadOnlyObjectProperty<@Nullable Findings> findings() {
        return findings;
    }

    /** The cell whose articles are wanted; null for none. */
    ReadOnlyObjectProperty<@Nullable Cell> cell() {
        return cell;
    }

    /** Whether articles are being read. */
    ReadOnlyBooleanProperty reading() {
        return reading;
    }

    /** Why the articles cannot be read; empty if all is well. */
    ReadOnlyStringProperty trouble() {
        return trouble.sentence();
    }

    /** Looks at another finished run from now on; null for none. */
    void follow(@Nullable RunFolder finished) {
        if (finished != null && finished.equals(run)) {
            return;
        }
        work.forget();
        run = finished;
        cell.set(null);
        subject.set(null);
        articles.set(null);
        findings.set(null);
        reading.set(false);
        trouble.forget();
    }

    /** Reads what is not read yet. */
    void want() {
        RunFolder wanted = run;
        if (wanted == null || reading.get() || articles.get() != null) {
            return;
        }
        trouble.forget();
        reading.set(true);
        work.ask(() -> new Read(TestedRun.read(wanted)), this::show, this::fail);
    }

    /** Looks at the articles behind a cell. */
    void choose(String gold, String predicted) {
        cell.set(new Cell(gold, predicted));
        want();
    }

    /** Looks at no cell any more. */
    void leave() {
        cell.set(null);
    }

    /** The articles behind the chosen cell; none if no cell is chosen or they are not read yet. */
    List<TestedArticle> ofCell() {
        MisreadArticles read = articles.get();
        Cell chosen = cell.get();
        return read == null || chosen == null ? List.of() : read.cell(chosen.gold(), chosen.predicted());
    }

    private record Read(TestedRun run, Subject subject, MisreadArticles articles) {
        Read(TestedRun run) {
            this(run, Subject.of(run), MisreadArticles.of(run));
        }
    }

    private void show(Read read) {
        reading.set(false);
        subject.set(read.subject());
        articles.set(read.articles());
        work.ask(
                () -> new Findings(SplitLeaks.of(read.run()), GiveAways.of(read.run(), WORDS)),
                findings::set,
                this::fail);
    }

    private void fail(Throwable failure) {
        reading.set(false);
        trouble.tell(failure);
    }
}
