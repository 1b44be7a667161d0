package dev.bunrui.app.compare;

import dev.bunrui.app.look.Columns;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Place;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.slurm.Submission;
import dev.bunrui.app.slurm.SubmissionBar;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.text.Wording;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.ListedSweep;
import dev.bunrui.service.SweepList;
import dev.bunrui.service.slurm.SeenElement;
import dev.bunrui.service.slurm.SlurmSweep;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The sweeps, how far they are, what pauses them and lets them go on, and the runs of the chosen one. */
final class SweepsPane {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final double LIST = 170;
    private static final int UNKNOWN = -1;

    private final AppContext context;
    private final SweepList sweeps;
    private final Texts texts;
    private final Trouble trouble;
    private final Runnable more;
    private final ObservableList<SweepRow> rows = FXCollections.observableArrayList();
    private final TableView<SweepRow> table = new TableView<>(rows);
    private final SweepRunsTable runs;
    private final Submission submission;
    private final VBox view;
    private @Nullable SweepFolder followed;
    private @Nullable Future<?> poll;

    /** The sweep that is chosen, whose jobs are read; those of all sweeps would be thousands of files a second. */
    private volatile @Nullable SweepFolder lookedAt;

    private int finished = UNKNOWN;

    /** While the rows are exchanged none is chosen; the runs below stay, and so does the one that is chosen there. */
    private boolean filling;

    /** {@code more} is told when more of the sweeps' runs are finished than were. */
    SweepsPane(AppContext context, Trouble trouble, Routes routes, Runnable more) {
        this.context = context;
        this.sweeps = new SweepList(context.service(), context.runs());
        this.more = more;
        this.texts = context.texts();
        this.trouble = trouble;
        this.runs = new SweepRunsTable(context, run -> routes.watch(run.folder()), this::stop, this::drop);
        this.submission = new Submission(context.work(), texts, context.cluster());
        Shapes shapes = new Shapes(texts);
        table.setId("sweeps-table");
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(texts.of("compare.tab-sweeps"));
        table.setPlaceholder(shapes.empty(
                "no-sweeps",
                "sweeps.none",
                shapes.button("sweeps-wizard", "place.wizard", Feather.PLUS_CIRCLE, () -> routes.show(Place.WIZARD))));
        new Columns<>(texts, table)
                .words("compare.name", 170, row -> row.folder().name())
                .words("sweeps.options", 380, SweepRow::options)
                .words(
                        "sweeps.finished",
                        90,
                        row -> row.finished() + " / " + row.runs().size())
                .values("sweeps.waiting", 80, SweepRow::waiting, String::valueOf)
                .values("sweeps.failed", 70, SweepRow::failed, String::valueOf)
                .values("sweeps.skipped", 80, SweepRow::skipped, String::valueOf);
        table.setMinHeight(LIST);
        table.setPrefHeight(LIST);
        var selected = table.getSelectionModel().selectedItemProperty();
        selected.addListener((observed, before, now) -> {
            if (!filling) {
                lookedAt = now == null ? null : now.folder();
                runs.show(now == null ? List.of() : now.runs());
            }
        });
        Button goOn = shapes.button("sweep-go-on", "sweeps.go-on", Feather.PLAY, this::goOn, "accent");
        Button pause = shapes.button("sweep-pause", "sweeps.pause", Feather.PAUSE, this::pause);
        Button add = shapes.button(
                "sweep-add", "sweeps.add", Feather.PLUS, () -> chosen().ifPresent(row -> extend(row.folder(), routes)));
        goOn.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> submission.busy().get()
                                || chosen().filter(SweepRow::canGoOn).isEmpty(),
                        selected,
                        submission.busy()));
        pause.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> submission.busy().get()
                                || chosen().filter(row -> row.waiting() > 0).isEmpty(),
                        selected,
                        submission.busy()));
        add.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> chosen().filter(row -> !row.runs().isEmpty()).isEmpty(), selected));
        HBox buttons = new HBox(8, goOn, pause, add, note(shapes));
        buttons.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(runs.node(), Priority.ALWAYS);
        this.view = new VBox(
                10,
                table,
                new SubmissionBar(texts, submission, "sweep-slurm").node(),
                shapes.alarm(
                        "sweep-slurm-trouble",
                        Bindings.createStringBinding(
                                this::slurmTrouble, selected, context.cluster().troubles(), texts.language())),
                buttons,
                runs.node());
        view.getStyleClass().add("tab-content");
    }

    /** Who works on the chosen sweep, and how. */
    private Node note(Shapes shapes) {
        Label note = shapes.shown(
                Bindings.createStringBinding(
                        this::note, table.getSelectionModel().selectedItemProperty(), texts.language()),
                "hint");
        note.setId("sweeps-note");
        return note;
    }

    private String note() {
        return chosen().filter(SweepRow::slurm)
                .map(row -> row.unsent()
                        ? texts.now("sweeps.slurm-unsent", slurm(row.folder()).script())
                        : texts.now("sweeps.slurm-note"))
                .orElseGet(() -> texts.now("sweeps.note"));
    }

    private String slurmTrouble() {
        return chosen().flatMap(row -> context.cluster().trouble(row.folder()))
                .map(new Wording(texts)::of)
                .orElse("");
    }

    private SlurmSweep slurm(SweepFolder folder) {
        return new SlurmSweep(context.folders(), folder);
    }

    Node node() {
        return view;
    }

    void begin() {
        finished = UNKNOWN;
        poll = context.work().repeatedly(PAUSE, () -> rows(sweeps.recent(PAUSE)), this::show, trouble::unreadable);
    }

    void end() {
        if (poll != null) {
            poll.cancel(false);
        }
    }

    /** Chooses a sweep as soon as it is read. */
    void follow(SweepFolder sweep) {
        followed = sweep;
    }

    private Optional<SweepRow> chosen() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    private List<SweepRow> read() {
        return rows(sweeps.readWithin(PAUSE));
    }

    private List<SweepRow> rows(List<ListedSweep> sweeps) {
        return sweeps.stream().map(sweep -> SweepRow.of(sweep, jobs(sweep))).toList();
    }

    private Map<String, SeenElement> jobs(ListedSweep sweep) {
        Map<String, SeenElement> jobs = new HashMap<>();
        if (sweep.folder().equals(lookedAt)) {
            try {
                slurm(sweep.folder()).seen().forEach(element -> element.runs().forEach(run -> jobs.put(run, element)));
            } catch (RequestException garbled) {
                return Map.of(); // whoever lets it go on is told
            }
        }
        return jobs;
    }

    private void show(List<SweepRow> read) {
        trouble.readAgain();
        int now = read.stream().mapToInt(SweepRow::finished).sum();
        if (finished != UNKNOWN && now > finished) {
            more.run();
        }
        finished = now;
        SweepFolder wanted =
                followed != null ? followed : chosen().map(SweepRow::folder).orElse(null);
        SweepRow row = read.stream()
                .filter(each -> wanted == null || each.folder().name().equals(wanted.name()))
                .findFirst()
                .orElse(null);
        filling = true;
        if (!read.equals(rows)) {
            rows.setAll(read);
        }
        table.getSelectionModel().select(row);
        filling = false;
        lookedAt = row == null ? null : row.folder();
        followed = row == null ? followed : null;
        runs.show(row == null ? List.of() : row.runs());
    }

    private void extend(SweepFolder folder, Routes routes) {
        context.work().once(folder::read, read -> routes.extend(folder, read.plan()), trouble::tell);
    }

    private void goOn() {
        chosen().map(row -> slurm(row.folder()))
                .ifPresent(slurm -> context.work()
                        .once(
                                slurm::there,
                                there -> {
                                    if (there) {
                                        submit(slurm);
                                    } else {
                                        goOnHere();
                                    }
                                },
                                trouble::tell));
    }

    private void goOnHere() {
        change(folder -> {
            folder.makeMissing();
            context.service()
                    .goOn(folder.runs().stream().filter(run -> !run.finished()).toList());
        });
    }

    /** Where it was begun, it goes on: this machine may be no match for what a cluster was asked to do. */
    private void submit(SlurmSweep slurm) {
        submission.begin(
                (waiting, stop) -> {
                    slurm.letGoOn(slurm.settings().orElseThrow());
                    slurm.submit(waiting, stop);
                    slurm.look();
                    return read();
                },
                this::show);
    }

    private void pause() {
        change(folder -> {
            context.service().stop(folder.runs());
            slurm(folder).look();
        });
    }

    private void stop(SweepRun run) {
        change(folder -> {
            context.service().stop(List.of(run.folder()));
            slurm(folder).look();
        });
    }

    private void drop(SweepRun run) {
        change(folder -> {
            context.service().stop(List.of(run.folder()));
            folder.drop(run.folder().name());
            slurm(folder).look();
        });
    }

    private void change(Consumer<SweepFolder> change) {
        chosen().ifPresent(row -> context.work()
                .once(
                        () -> {
                            change.accept(row.folder());
                            return read();
                        },
                        this::show,
                        trouble::tell));
    }
}
