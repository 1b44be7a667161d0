package dev.bunrui.app.compare;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary.State;
import dev.bunrui.experiment.sweep.Axis;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The sweeps, how far they are, and what pauses them and lets them go on. */
final class SweepsPane {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AppContext context;
    private final Texts texts;
    private final Trouble trouble;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final TableView<Row> table = new TableView<>(rows);
    private final VBox view;
    private @Nullable Future<?> poll;

    /**
     * A sweep at a glance.
     *
     * @param options those that take several values, with all of them
     * @param waiting runs that wait for their turn or are worked on
     */
    record Row(SweepFolder folder, String options, int runs, int finished, int failed, int waiting, int skipped) {
        static Row of(SweepFolder folder, AppContext context) {
            Sweep sweep = folder.read();
            int finished = 0;
            int failed = 0;
            int waiting = 0;
            List<RunFolder> runs =
                    sweep.runs().keySet().stream().map(folder::run).toList();
            for (State state : context.service().states(runs)) {
                finished += state == State.FINISHED ? 1 : 0;
                failed += state == State.FAILED ? 1 : 0;
                waiting += state == State.WAITING || state.held() ? 1 : 0;
            }
            String options = sweep.plan().axes().stream().map(Row::words).collect(Collectors.joining(", "));
            return new Row(
                    folder,
                    options,
                    sweep.runs().size(),
                    finished,
                    failed,
                    waiting,
                    sweep.skipped().size());
        }

        private static String words(Axis axis) {
            return axis.option() + " " + String.join(" ", axis.values()).replace("\n", "\\n");
        }
    }

    SweepsPane(AppContext context, Trouble trouble) {
        this.context = context;
        this.texts = context.texts();
        this.trouble = trouble;
        Shapes shapes = new Shapes(texts);
        table.setId("sweeps-table");
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(texts.of("compare.tab-sweeps"));
        table.setPlaceholder(shapes.label("sweeps.none", "muted"));
        new Columns<>(texts, table)
                .words("compare.name", 170, row -> row.folder().name())
                .words("sweeps.options", 380, Row::options)
                .words("sweeps.finished", 90, row -> row.finished() + " / " + row.runs())
                .values("sweeps.waiting", 80, Row::waiting, String::valueOf)
                .values("sweeps.failed", 70, Row::failed, String::valueOf)
                .values("sweeps.skipped", 80, Row::skipped, String::valueOf);
        VBox.setVgrow(table, Priority.ALWAYS);
        Button goOn = shapes.button("sweep-go-on", "sweeps.go-on", Feather.PLAY, this::goOn, "accent");
        Button pause = shapes.button("sweep-pause", "sweeps.pause", Feather.PAUSE, this::pause);
        var chosen = table.getSelectionModel().selectedItemProperty();
        goOn.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> chosen.get() == null
                                || chosen.get().finished() + chosen.get().waiting()
                                        >= chosen.get().runs(),
                        chosen));
        pause.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> chosen.get() == null || chosen.get().waiting() == 0, chosen));
        HBox buttons = new HBox(8, goOn, pause, shapes.label("sweeps.note", "hint"));
        buttons.setAlignment(Pos.CENTER_LEFT);
        this.view = new VBox(10, table, buttons);
        view.getStyleClass().add("tab-content");
    }

    Node node() {
        return view;
    }

    void begin() {
        Path runs = context.folders().runs();
        poll = context.work().repeatedly(PAUSE, () -> read(runs), this::show, trouble::unreadable);
    }

    void end() {
        if (poll != null) {
            poll.cancel(false);
        }
    }

    private List<Row> read(Path runs) {
        List<Row> read = new ArrayList<>();
        for (SweepFolder folder : SweepFolder.list(runs)) {
            try {
                read.add(Row.of(folder, context));
            } catch (RequestException damaged) {
                // One damaged sweep must not hide the others.
                read.add(new Row(folder, String.valueOf(damaged.getMessage()), 0, 0, 0, 0, 0));
            }
        }
        return read;
    }

    private void show(List<Row> read) {
        trouble.readAgain();
        if (!read.equals(rows)) {
            Row before = table.getSelectionModel().getSelectedItem();
            rows.setAll(read);
            read.stream()
                    .filter(row -> before != null && row.folder().equals(before.folder()))
                    .findFirst()
                    .ifPresent(table.getSelectionModel()::select);
        }
    }

    private void goOn() {
        change(folder -> {
            folder.makeMissing();
            context.service()
                    .goOn(folder.runs().stream().filter(run -> !run.finished()).toList());
        });
    }

    private void pause() {
        change(folder -> context.service().stop(folder.runs()));
    }

    private void change(Consumer<SweepFolder> change) {
        Row row = table.getSelectionModel().getSelectedItem();
        if (row == null) {
            return;
        }
        Path runs = context.folders().runs();
        context.work()
                .once(
                        () -> {
                            change.accept(row.folder());
                            return read(runs);
                        },
                        this::show,
                        trouble::tell);
    }
}
