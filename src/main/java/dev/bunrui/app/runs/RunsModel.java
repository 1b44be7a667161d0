package dev.bunrui.app.runs;

import dev.bunrui.app.run.RunWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.service.ListedRun;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Which runs there are, which of them are wanted, and which one is looked at. */
final class RunsModel {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AppContext context;
    private final RunWords words;
    private final Trouble trouble;
    private final StringProperty query = new SimpleStringProperty("");
    private final ObjectProperty<List<ListedRun>> all = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<List<ListedRun>> shown = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<@Nullable ListedRun> chosen = new SimpleObjectProperty<>();
    private final BooleanProperty loaded = new SimpleBooleanProperty();

    /** Runs that are being deleted: they are gone at once, not when the disk is done. */
    private final Set<RunFolder> leaving = new HashSet<>();

    private @Nullable Future<?> poll;

    /** {@code trouble} is told what cannot be read. */
    RunsModel(AppContext context, RunWords words, Trouble trouble) {
        this.context = context;
        this.words = words;
        this.trouble = trouble;
        query.addListener(change -> filter());
        context.texts().language().addListener(change -> filter());
    }

    /** What is searched for: words that a run's name, model, data or state must have. */
    StringProperty query() {
        return query;
    }

    /** All runs, the latest first. */
    ReadOnlyObjectProperty<List<ListedRun>> all() {
        return all;
    }

    /** Those that are searched for. */
    ReadOnlyObjectProperty<List<ListedRun>> shown() {
        return shown;
    }

    /** The run that is looked at; null for none. */
    ReadOnlyObjectProperty<@Nullable ListedRun> chosen() {
        return chosen;
    }

    /** Whether it is known which runs there are. */
    ReadOnlyBooleanProperty loaded() {
        return loaded;
    }

    void begin() {
        poll = context.work().repeatedly(PAUSE, () -> context.runs().recent(PAUSE), this::show, trouble::unreadable);
    }

    void end() {
        if (poll != null) {
            poll.cancel(false);
        }
    }

    /** Looks now. */
    void look() {
        context.work().once(() -> context.runs().readWithin(PAUSE), this::show, trouble::unreadable);
    }

    private void show(List<ListedRun> read) {
        trouble.readAgain();
        loaded.set(true);
        List<ListedRun> there = read;
        if (!leaving.isEmpty()) {
            leaving.retainAll(read.stream().map(ListedRun::folder).collect(Collectors.toSet()));
            there = read.stream().filter(run -> !leaving.contains(run.folder())).toList();
        }
        if (!there.equals(all.get())) {
            all.set(there);
            filter();
        }
    }

    /** Hides a run that is about to be deleted. */
    void hide(RunFolder run) {
        leaving.add(run);
        all.set(all.get().stream().filter(other -> !other.folder().equals(run)).toList());
        filter();
    }

    /** Shows a run that was hidden again, and looks at it. */
    void unhide(RunFolder run) {
        leaving.remove(run);
        look();
    }

    /** Looks at a run. */
    void choose(@Nullable ListedRun run) {
        chosen.set(run);
    }

    private void filter() {
        if (query.get().isBlank()) {
            shown.set(all.get());
            return;
        }
        List<String> wanted =
                List.of(query.get().strip().toLowerCase(Locale.ROOT).split("[\\s　]+"));
        shown.set(all.get().stream()
                .filter(run -> wanted.stream().allMatch(searched(run)::contains))
                .toList());
    }

    private String searched(ListedRun run) {
        String searched = run.folder().name() + "\n" + words.state(run);
        if (run instanceof ListedRun.Known known) {
            searched += "\n" + known.summary().settings().model() + "\n"
                    + words.data(known.summary().settings());
        }
        return searched.toLowerCase(Locale.ROOT);
    }
}
