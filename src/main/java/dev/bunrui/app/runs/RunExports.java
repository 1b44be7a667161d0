package dev.bunrui.app.runs;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.ExportCheck;
import dev.bunrui.experiment.MergedExport;
import dev.bunrui.experiment.RunExport;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.service.ExportChecking;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleConsumer;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Exports runs, one at a time, and has what was written loaded again by a process of its own. */
final class RunExports {
    private final AppContext context;
    private final Trouble trouble;
    private final ObjectProperty<@Nullable Going> going = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Exported> exported = new SimpleObjectProperty<>();
    private AtomicBoolean stop = new AtomicBoolean();

    /**
     * An export on its way.
     *
     * @param checking all is written, and it is loaded again and held to its run
     * @param share of the writing, or of the checking; negative while that is not known
     */
    record Going(Path target, boolean checking, double share) {}

    /**
     * Something that was exported.
     *
     * @param check how it answers beside its run; empty if the run is not finished and has nothing that answers, or the
     *     checking was stopped
     */
    record Exported(Path target, Optional<ExportCheck> check) {}

    /** What writes an export and tells what share is written. */
    @FunctionalInterface
    private interface Writing {
        void to(DoubleConsumer share);
    }

    /** {@code trouble} is told what could not be done. */
    RunExports(AppContext context, Trouble trouble) {
        this.context = context;
        this.trouble = trouble;
    }

    /** The export that is being written or checked; null for none. */
    ReadOnlyObjectProperty<@Nullable Going> going() {
        return going;
    }

    /** The last export; null for none. */
    ReadOnlyObjectProperty<@Nullable Exported> exported() {
        return exported;
    }

    /** Exports a whole run to a {@code .zip} file, or its adapter to a folder. */
    void start(RunFolder run, Path target) {
        start(run, target, share -> RunExport.to(target, run));
    }

    /** Exports a run as a model of its own to a folder. */
    void startMerged(RunFolder run, Path target) {
        start(
                run,
                target,
                share -> MergedExport.write(
                        run,
                        new ModelLocator(context.folders().assets()),
                        target,
                        (bytes, all) -> share.accept((double) bytes / Math.max(1, all))));
    }

    /** Stops what goes on: what is not wholly written is taken away, what is not yet checked stays unchecked. */
    void cancel() {
        stop.set(true);
    }

    /** Takes away what was said of the last export. */
    void forget() {
        exported.set(null);
    }

    private void start(RunFolder run, Path target, Writing writing) {
        AtomicBoolean asked = new AtomicBoolean();
        stop = asked;
        trouble.forget();
        forget();
        going.set(new Going(target, false, -1));
        context.work()
                .once(
                        () -> {
                            writing.to(told(target, false, asked));
                            return new Exported(target, check(run, target, asked));
                        },
                        done -> {
                            going.set(null);
                            exported.set(done);
                        },
                        problem -> {
                            going.set(null);
                            if (!(problem instanceof CancellationException)) {
                                trouble.tell(problem);
                            }
                        });
    }

    private Optional<ExportCheck> check(RunFolder run, Path target, AtomicBoolean asked) {
        try {
            DoubleConsumer told = told(target, true, asked);
            told.accept(-1);
            return ExportChecking.check(context.folders(), new ExportChecking.Order(run, target, "auto", "auto"), told);
        } catch (CancellationException unchecked) {
            return Optional.empty();
        }
    }

    /** Shows a new share whenever it is a percent more. */
    private DoubleConsumer told(Path target, boolean checking, AtomicBoolean asked) {
        int[] percent = {Integer.MIN_VALUE};
        return share -> {
            if (asked.get()) {
                throw new CancellationException();
            }
            if ((int) (100 * share) != percent[0]) {
                percent[0] = (int) (100 * share);
                Platform.runLater(() -> {
                    if (going.get() != null) {
                        going.set(new Going(target, checking, share));
                    }
                });
            }
        };
    }
}
