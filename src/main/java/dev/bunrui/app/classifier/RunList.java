package dev.bunrui.app.classifier;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.service.ListedRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The runs that can be used, and the one that is. */
final class RunList {
    private final AppContext context;
    private final ObservableList<RunChoice> runs = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable RunChoice> chosen = new SimpleObjectProperty<>();
    private final BooleanProperty looked = new SimpleBooleanProperty();

    private @Nullable RunFolder wanted;

    RunList(AppContext context) {
        this.context = context;
    }

    /** The latest first. */
    ObservableList<RunChoice> runs() {
        return runs;
    }

    ObjectProperty<@Nullable RunChoice> chosen() {
        return chosen;
    }

    /** Whether it is known which runs there are. */
    ReadOnlyBooleanProperty looked() {
        return looked;
    }

    /** Chooses a run as soon as it is found. */
    void want(RunFolder folder) {
        wanted = folder;
    }

    /** Looks which runs there are now. */
    void refresh(Runnable then, Consumer<Throwable> failed) {
        context.work()
                .once(
                        this::finished,
                        found -> {
                            offer(found);
                            then.run();
                        },
                        failed);
    }

    private List<RunChoice> finished() {
        List<RunChoice> found = new ArrayList<>();
        for (ListedRun run : context.runs().read()) {
            // One damaged run must not hide the others; the list of all runs names it.
            if (run instanceof ListedRun.Known known) {
                RunChoice.of(known.summary()).ifPresent(found::add);
            }
        }
        return found;
    }

    private void offer(List<RunChoice> found) {
        if (runs.isEmpty()) {
            runs.setAll(found);
        } else if (!runs.equals(found)) {
            runs.retainAll(new HashSet<>(found));
        }
        for (int i = 0; i < found.size(); i++) {
            // Not all anew, which would make the box forget what is chosen.
            if (i >= runs.size() || !runs.get(i).equals(found.get(i))) {
                runs.add(i, found.get(i));
            }
        }
        looked.set(true);
        RunChoice now = chosen.get();
        RunChoice asked = found.stream()
                .filter(choice -> choice.folder().equals(wanted))
                .findFirst()
                .orElse(null);
        wanted = null;
        if (asked != null) {
            chosen.set(asked);
        } else if (now == null || !found.contains(now)) {
            chosen.set(found.isEmpty() ? null : found.get(0));
        }
    }
}
