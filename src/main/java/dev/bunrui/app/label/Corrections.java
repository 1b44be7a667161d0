package dev.bunrui.app.label;

import dev.bunrui.app.label.Subject.Source;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.analysis.Correction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/**
 * The labels that were corrected in the window and are not written yet, by data set. All pages share them, so that none is
 * lost where another run or page is looked at. Used on the window's thread.
 */
public final class Corrections {
    /** One step for each choice, the last at the end. */
    private final ObservableMap<Source, List<Correction>> steps = FXCollections.observableHashMap();

    private final ObjectProperty<@Nullable Unkept> unkept = new SimpleObjectProperty<>();

    /**
     * The corrections are not kept beyond this window.
     *
     * @param why what to say of it
     * @param again tries once more
     */
    record Unkept(Throwable why, Runnable again) {}

    /** Null while all is well. */
    ObjectProperty<@Nullable Unkept> unkept() {
        return unkept;
    }

    /** Changes whenever a correction is chosen, taken back or written. */
    ObservableMap<Source, List<Correction>> steps() {
        return steps;
    }

    /** Chooses a label for an article; its own takes a correction back. */
    void correct(Source source, Article article, String label) {
        List<Correction> more = new ArrayList<>(steps.getOrDefault(source, List.of()));
        more.add(new Correction(article, label));
        steps.put(source, List.copyOf(more));
    }

    /** Takes the last choice back: the one before it holds again. */
    void undo(Source source) {
        List<Correction> all = steps.getOrDefault(source, List.of());
        keep(source, all.isEmpty() ? all : all.subList(0, all.size() - 1));
    }

    /** Takes all of a data set back. */
    void discard(Source source) {
        steps.remove(source);
    }

    /** What was written is gathered no more; an article that was given yet another label meanwhile stays. */
    void written(Source source, List<Correction> written) {
        Set<String> done = of(source).stream()
                .filter(written::contains)
                .map(each -> each.article().id())
                .collect(Collectors.toSet());
        keep(
                source,
                steps.getOrDefault(source, List.of()).stream()
                        .filter(each -> !done.contains(each.article().id()))
                        .toList());
    }

    private void keep(Source source, List<Correction> left) {
        if (left.isEmpty()) {
            steps.remove(source);
        } else {
            steps.put(source, List.copyOf(left));
        }
    }

    /** The corrections of a data set that hold now, in the order in which their articles came first. */
    List<Correction> of(Source source) {
        Map<String, Correction> last = new LinkedHashMap<>();
        steps.getOrDefault(source, List.of())
                .forEach(each -> last.put(each.article().id(), each));
        return last.values().stream().filter(Correction::differs).toList();
    }

    /** The label that was chosen for an article; empty if it keeps its own. */
    Optional<String> of(Source source, String id) {
        return of(source).stream()
                .filter(each -> each.article().id().equals(id))
                .map(Correction::label)
                .findFirst();
    }

    /** How many corrections of other data sets are not written yet. */
    int besides(Source source) {
        return steps.keySet().stream()
                .filter(each -> !each.equals(source))
                .mapToInt(each -> of(each).size())
                .sum();
    }
}
