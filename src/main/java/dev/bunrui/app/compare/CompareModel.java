package dev.bunrui.app.compare;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.compare.Comparison;
import dev.bunrui.experiment.compare.Field;
import dev.bunrui.experiment.compare.PairDetail;
import dev.bunrui.experiment.sweep.SweepFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** What can be compared, what is, and which two are looked at in full. */
final class CompareModel {
    private static final Duration AT_ONCE = Duration.millis(30);

    private final AppContext context;
    private final Trouble trouble;
    private final Latest comparing;
    private final Latest pairing;
    private final ObjectProperty<@Nullable Field> field = new SimpleObjectProperty<>();
    private final ObjectProperty<List<Scope>> scopes = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<@Nullable Scope> scope = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Comparison> comparison = new SimpleObjectProperty<>();
    private final ObjectProperty<List<Standing>> standings = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Pair>> pair = new SimpleObjectProperty<>(Optional.empty());
    private Optional<String> followed = Optional.empty();
    private final BooleanProperty busy = new SimpleBooleanProperty();

    CompareModel(AppContext context, Trouble trouble) {
        this.context = context;
        this.trouble = trouble;
        this.comparing = new Latest(context.work(), AT_ONCE);
        this.pairing = new Latest(context.work(), AT_ONCE);
    }

    /** Two of a comparison. */
    record Pair(Comparison of, PairDetail detail) {}

    private record Compared(Comparison comparison, List<Standing> standings) {}

    private record Read(Field field, List<Scope> scopes) {}

    /** All finished runs and baselines; null until they were read. */
    ReadOnlyObjectProperty<@Nullable Field> field() {
        return field;
    }

    /** What can be compared with what. */
    ReadOnlyObjectProperty<List<Scope>> scopes() {
        return scopes;
    }

    /** What is compared; null for nothing. */
    ReadOnlyObjectProperty<@Nullable Scope> scope() {
        return scope;
    }

    /** The rows of the comparison; none while there is none. */
    ReadOnlyObjectProperty<List<Standing>> standings() {
        return standings;
    }

    /** The comparison; null while there is none. */
    ReadOnlyObjectProperty<@Nullable Comparison> comparison() {
        return comparison;
    }

    /** The two that are looked at; after another comparison those of the one before until others are chosen or known. */
    ReadOnlyObjectProperty<Optional<Pair>> pair() {
        return pair;
    }

    /** Whether something is being read or computed. */
    ReadOnlyBooleanProperty busy() {
        return busy;
    }

    /** Compares the runs of a sweep as soon as some of them are finished, in place of what is compared now. */
    void follow(SweepFolder sweep) {
        followed = Optional.of(sweep.name());
    }

    /** Reads the runs anew. */
    void look() {
        busy.set(true);
        Path runs = context.folders().runs();
        context.work()
                .once(
                        () -> {
                            Field read = context.runs().field();
                            return new Read(read, Scope.of(read, SweepFolder.list(runs)));
                        },
                        this::show,
                        this::failed);
    }

    private void show(Read read) {
        trouble.readAgain();
        busy.set(false);
        field.set(read.field());
        Scope before = scope.get();
        Optional<Scope> wanted = read.scopes().stream()
                .filter(each -> followed.isPresent() && each.sweep().equals(followed))
                .findFirst();
        followed = wanted.isPresent() ? Optional.empty() : followed;
        Scope now = wanted.or(() -> read.scopes().stream()
                        .filter(each -> before != null && each.like(before))
                        .findFirst())
                .orElse(read.scopes().isEmpty() ? null : read.scopes().get(0));
        choose(now);
        scopes.set(read.scopes());
    }

    /** Compares the runs of a scope. */
    void choose(@Nullable Scope wanted) {
        Scope before = scope.get();
        scope.set(wanted);
        if (wanted == null || wanted.all().size() < 2) {
            comparing.forget();
            comparison.set(null);
            standings.set(List.of());
            pair.set(Optional.empty());
            return;
        }
        if (wanted.equals(before) && comparison.get() != null) {
            return;
        }
        busy.set(true);
        comparing.ask(
                () -> {
                    Comparison compared = Comparison.ofBest(wanted.all());
                    return new Compared(compared, Standing.of(compared));
                },
                compared -> {
                    busy.set(false);
                    trouble.forget();
                    comparison.set(compared.comparison());
                    standings.set(compared.standings());
                },
                problem -> {
                    comparison.set(null);
                    standings.set(List.of());
                    failed(problem);
                });
    }

    private void failed(Throwable problem) {
        busy.set(false);
        trouble.tell(problem);
    }

    /** Looks at two in full, the first held against the second; any other number is none. */
    void lookAt(List<Integer> places) {
        Comparison compared = comparison.get();
        if (compared == null || places.size() != 2) {
            pairing.forget();
            pair.set(Optional.empty());
            return;
        }
        int better = Math.min(places.get(0), places.get(1));
        int other = Math.max(places.get(0), places.get(1));
        pairing.ask(
                () -> new Pair(compared, PairDetail.of(compared, other, better)),
                found -> pair.set(Optional.of(found)),
                trouble::tell);
    }
}
