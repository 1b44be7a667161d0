package dev.bunrui.app.classifier;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.OpenFolder;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.classify.ReviewRule;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.TableColumns;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.FileClassification;
import dev.bunrui.service.FileClassification.Order;
import dev.bunrui.service.FileClassification.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** A file with many articles on its way from being chosen to its results. */
final class FileModel {
    /**
     * A file that was chosen; what its columns are may still have to be said.
     *
     * @param output where the results go unless another place is chosen
     */
    record Chosen(Path input, TableColumns columns, Path output) {}

    /**
     * A file that is being classified.
     *
     * @param progress null before anything was heard of it
     */
    record Running(Order order, @Nullable Progress progress) {}

    /** A file that is classified. */
    record Written(Path output, long articles) {}

    private final AppContext context;
    private final ObjectProperty<@Nullable Chosen> chosen = new SimpleObjectProperty<>();
    private final StringProperty title = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable String> body = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Path> output = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Running> running = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Written> written = new SimpleObjectProperty<>();
    private final Trouble trouble;
    private @Nullable FileClassification work;
    private boolean unwanted;

    FileModel(AppContext context) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
    }

    /** The file whose classification is being prepared, if there is one. */
    ReadOnlyObjectProperty<@Nullable Chosen> chosen() {
        return chosen;
    }

    /** The column with the titles; empty for none. */
    StringProperty title() {
        return title;
    }

    /** The column with the texts; null while it is not known. */
    ObjectProperty<@Nullable String> body() {
        return body;
    }

    /** Where the results go. */
    ObjectProperty<@Nullable Path> output() {
        return output;
    }

    ReadOnlyObjectProperty<@Nullable Running> running() {
        return running;
    }

    ReadOnlyObjectProperty<@Nullable Written> written() {
        return written;
    }

    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Looks at a file that is to be classified. */
    void choose(Path input) {
        trouble.forget();
        if (running.get() != null) {
            trouble.tell(new RequestException(Texts.class, "classifier.file-busy"));
            return;
        }
        context.work()
                .once(() -> new Chosen(input, TableColumns.of(input), besides(input)), this::prepare, trouble::tell);
    }

    private void prepare(Chosen file) {
        Columns found = file.columns().found().orElse(Columns.GUESSED);
        title.set(found.title() == null ? "" : found.title());
        body.set(found.body());
        output.set(file.output());
        written.set(null);
        chosen.set(file);
    }

    /** A name beside the file that nothing has yet. */
    private static Path besides(Path input) {
        String name = String.valueOf(input.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        int dot = lower.endsWith(".tar.gz") ? name.length() - ".tar.gz".length() : name.lastIndexOf('.');
        boolean archive = lower.endsWith(".tar.gz") || lower.endsWith(".tgz");
        String ending = archive ? ".jsonl" : name.substring(dot);
        String stem = name.substring(0, dot) + "-classified";
        Path free = input.resolveSibling(stem + ending);
        for (int i = 2; Files.exists(free); i++) {
            free = input.resolveSibling(stem + "-" + i + ending);
        }
        return free;
    }

    /** Chooses no file after all. */
    void putAside() {
        trouble.forget();
        chosen.set(null);
    }

    /** Begins with the file that was chosen; {@code review} says which results need a person, null to leave that out. */
    void start(RunChoice run, @Nullable ReviewRule review) {
        Chosen file = chosen.get();
        Path to = output.get();
        if (file == null || to == null || running.get() != null) {
            return;
        }
        boolean table = !file.columns().names().isEmpty();
        Columns columns = table ? new Columns(title.get(), body.get(), null) : Columns.GUESSED;
        Order order = new Order(run.folder(), file.input(), columns, to, review);
        trouble.forget();
        unwanted = false;
        chosen.set(null);
        running.set(new Running(order, null));
        context.work()
                .once(
                        () -> FileClassification.start(context.folders(), order, this::hear),
                        begun -> follow(file, begun),
                        problem -> end(file, null, problem));
    }

    private void hear(Progress progress) {
        Platform.runLater(() -> {
            Running now = running.get();
            if (now != null) {
                running.set(new Running(now.order(), progress));
            }
        });
    }

    private void follow(Chosen file, FileClassification begun) {
        work = begun;
        if (unwanted) {
            begun.cancel();
        }
        CompletableFuture<Long> unused = begun.written()
                .whenComplete((articles, problem) -> Platform.runLater(() -> end(file, articles, problem)));
    }

    private void end(Chosen file, @Nullable Long articles, @Nullable Throwable problem) {
        Running ended = running.get();
        work = null;
        running.set(null);
        written.set(
                ended == null || articles == null
                        ? null
                        : new Written(ended.order().output(), articles));
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        if (cause != null && !(cause instanceof CancellationException)) {
            trouble.tell(cause);
            chosen.set(file); // with what was said of it, to be mended and asked for again
        }
    }

    /** Ends the classification that is under way. */
    void cancel() {
        unwanted = true; // even while its process is still being started
        if (work != null) {
            work.cancel();
        }
    }

    /** Shows the results' folder. */
    void openFolder() {
        Written file = written.get();
        if (file != null) {
            new OpenFolder(context.work()).open(file.output(), trouble::tell);
        }
    }

    /** Says no more of the file that was classified. */
    void dismiss() {
        written.set(null);
    }
}
