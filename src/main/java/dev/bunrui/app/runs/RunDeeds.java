package dev.bunrui.app.runs;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.OpenFolder;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.RunTrash;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.ListedRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What can be done with a run; the disk's part of it beside the window's thread. */
final class RunDeeds {
    /**
     * A run that was deleted and can be brought back.
     *
     * @param waited it goes back to the queue, too
     */
    record Deleted(RunFolder run, boolean waited) {}

    private final AppContext context;
    private final RunsModel runs;
    private final Trouble trouble;
    private final ObservableList<Deleted> deleted = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable RunFolder> busy = new SimpleObjectProperty<>();
    private final RunExports exports;
    private final RunReports reports;

    /** {@code trouble} is told what could not be done. */
    RunDeeds(AppContext context, RunsModel runs, Trouble trouble) {
        this.context = context;
        this.runs = runs;
        this.trouble = trouble;
        this.exports = new RunExports(context, trouble);
        this.reports = new RunReports(context, trouble);
    }

    /** The runs that can be brought back, the one that was deleted last at the end. */
    ObservableList<Deleted> deleted() {
        return deleted;
    }

    /** The run that could not be deleted since it is worked on; null for none. */
    ReadOnlyObjectProperty<@Nullable RunFolder> busy() {
        return busy;
    }

    RunExports exports() {
        return exports;
    }

    RunReports reports() {
        return reports;
    }

    void report(RunFolder run, Path file) {
        forget();
        reports.write(run, file);
    }

    void stop(RunFolder run) {
        ask(run, context.service()::stop);
    }

    void resume(RunFolder run) {
        ask(run, context.service()::goOn);
    }

    private void ask(RunFolder run, Consumer<RunFolder> request) {
        attempt(
                () -> {
                    request.accept(run);
                    return run;
                },
                done -> runs.look());
    }

    void openFolder(RunFolder run) {
        openFolder(run.path());
    }

    void openFolder(Path folder) {
        forget();
        new OpenFolder(context.work()).open(folder, trouble::tell);
    }

    /** Deletes a run so that it can be brought back. */
    void delete(ListedRun run) {
        RunFolder folder = run.folder();
        boolean waits = run instanceof ListedRun.Known known && known.state() == RunSummary.State.WAITING;
        forget();
        runs.hide(folder);
        context.work()
                .once(
                        () -> {
                            context.service().delete(folder);
                            return folder;
                        },
                        done -> deleted.add(new Deleted(folder, waits)),
                        problem -> {
                            if (problem instanceof RequestException refused
                                    && refused.key().equals(RunTrash.BUSY)) {
                                busy.set(folder);
                            } else {
                                trouble.tell(problem);
                            }
                            runs.unhide(folder);
                        });
    }

    /** Brings back the run that was deleted last. */
    void undo() {
        if (deleted.isEmpty()) {
            return;
        }
        Deleted last = deleted.remove(deleted.size() - 1);
        attempt(
                () -> {
                    RunFolder back = RunTrash.of(last.run()).restore(last.run().name());
                    if (last.waited()) {
                        context.service().goOn(back);
                    }
                    return back;
                },
                back -> runs.unhide(last.run()));
    }

    /** Deletes for good what could be brought back. */
    void deleteForGood() {
        Deleted[] all = deleted.toArray(new Deleted[0]);
        deleted.clear();
        attempt(
                () -> {
                    for (Deleted run : all) {
                        RunTrash.of(run.run()).forget(run.run().name());
                    }
                    return all;
                },
                done -> {});
    }

    /** Takes away what was said of earlier deeds. */
    void forget() {
        trouble.forget();
        busy.set(null);
        exports.forget();
        reports.forget();
    }

    private <T> void attempt(Callable<T> work, Consumer<T> then) {
        forget();
        context.work().once(work, then, trouble::tell);
    }
}
