package dev.bunrui.app.settings;

import dev.bunrui.app.shelf.ModelFetch.Progress;
import dev.bunrui.app.shelf.Told;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.runtime.CudaBuild;
import dev.bunrui.runtime.GpuReport;
import dev.bunrui.runtime.RuntimeDownload;
import dev.bunrui.runtime.RuntimePlan;
import dev.bunrui.runtime.RuntimeSettings;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whether the graphics card is used, and the way to DJL's CUDA build: asked what it takes, agreed to, fetched. What came
 * before a stop is kept for the next time.
 */
final class GpuModel {
    private final AppContext context;
    private final RuntimeDownload download;
    private final Runnable came;
    private final ObjectProperty<@Nullable GpuReport> report = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Offer> offer = new SimpleObjectProperty<>();
    private final ObjectProperty<Stage> stage = new SimpleObjectProperty<>(Stage.RESTING);
    private final ObjectProperty<Progress> progress = new SimpleObjectProperty<>(new Progress(0, 0, 0));
    private final Trouble trouble;
    private AtomicBoolean stop = new AtomicBoolean();

    /** How far the way to the build was gone. */
    enum Stage {
        RESTING,
        ASKING,
        OFFERED,
        FETCHING
    }

    /**
     * What there is to agree to.
     *
     * @param missing bytes that would come over the network
     * @param room bytes that it wants on the disk
     * @param free bytes that the disk has
     */
    record Offer(RuntimePlan plan, long missing, long room, long free) {}

    /** {@code came} hears, on the window's thread, when the build is here and was tried. */
    GpuModel(AppContext context, RuntimeSettings settings, Runnable came) {
        this.context = context;
        this.download = new RuntimeDownload(settings);
        this.came = came;
        this.trouble = new Trouble(context.texts());
    }

    /** What the driver told and what follows; null until that is known. */
    ReadOnlyObjectProperty<@Nullable GpuReport> report() {
        return report;
    }

    /** What there is to agree to; null if nothing was asked for. */
    ReadOnlyObjectProperty<@Nullable Offer> offer() {
        return offer;
    }

    ReadOnlyObjectProperty<Stage> stage() {
        return stage;
    }

    ReadOnlyObjectProperty<Progress> progress() {
        return progress;
    }

    /** The sentence for what went wrong last; empty if nothing did. */
    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** Asks the driver anew: a card may have become free. */
    void look() {
        context.work().once(context.machine()::gpu, report::set, trouble::tell);
    }

    /** Asks the server what the build takes. */
    void ask() {
        Optional<CudaBuild> build = CudaBuild.ofMachine();
        if (stage.get() != Stage.RESTING || build.isEmpty()) {
            return;
        }
        AtomicBoolean asked = begin(Stage.ASKING);
        context.work()
                .once(
                        () -> download.plan(build.get(), asked::get).map(this::offer),
                        offered -> {
                            offer.set(offered.orElse(null));
                            stage.set(offered.isPresent() ? Stage.OFFERED : Stage.RESTING);
                        },
                        this::failed);
    }

    private Offer offer(RuntimePlan plan) {
        return new Offer(plan, download.missing(plan), download.room(plan), download.free(plan));
    }

    /** Fetches what was offered. */
    void agree() {
        Offer agreed = offer.get();
        if (stage.get() != Stage.OFFERED || agreed == null) {
            return;
        }
        AtomicBoolean asked = begin(Stage.FETCHING);
        progress.set(new Progress(0, 0, 0));
        Told told = new Told(news -> Platform.runLater(() -> progress.set(news)));
        context.work()
                .once(
                        () -> download.run(agreed.plan(), (library, done, all) -> told.at(done, all), asked::get)
                                ? Optional.of(context.machine().gpuAgain())
                                : Optional.<GpuReport>empty(),
                        found -> {
                            stage.set(Stage.RESTING);
                            found.ifPresent(tried -> {
                                report.set(tried);
                                came.run();
                            });
                        },
                        this::failed);
    }

    /** Stops asking or fetching, or leaves what was offered. */
    void cancel() {
        stop.set(true);
        if (stage.get() == Stage.OFFERED) {
            stage.set(Stage.RESTING);
        }
    }

    private AtomicBoolean begin(Stage next) {
        trouble.forget();
        AtomicBoolean asked = new AtomicBoolean();
        stop = asked;
        stage.set(next);
        return asked;
    }

    private void failed(Throwable problem) {
        stage.set(Stage.RESTING);
        trouble.tell(problem);
    }
}
