package dev.bunrui.app.slurm;

import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.app.work.Work;
import dev.bunrui.service.slurm.Job;
import dev.bunrui.training.StoppedException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Gives Slurm a sweep, beside the window's thread: once at a time, however often it is clicked. */
public final class Submission {
    private final Work work;
    private final Texts texts;
    private final ClusterWatch watch;
    private final Trouble trouble;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<@Nullable Job> looking = new SimpleObjectProperty<>();
    private final StringBinding progress;
    private AtomicBoolean stop = new AtomicBoolean();

    /** What is to be done. */
    @FunctionalInterface
    public interface Deed<T> {
        /**
         * Does it.
         *
         * @param waiting told of the job that looks at a node, while it is waited for
         * @param stop asked now and then whether to give it up
         */
        T done(Consumer<Job> waiting, BooleanSupplier stop) throws Exception;
    }

    public Submission(Work work, Texts texts, ClusterWatch watch) {
        this.work = work;
        this.texts = texts;
        this.watch = watch;
        this.trouble = new Trouble(texts);
        this.progress = Bindings.createStringBinding(this::words, busy, looking, texts.language());
    }

    /** Something is being submitted. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** How it comes along; empty while nothing is submitted. */
    public StringBinding progress() {
        return progress;
    }

    /** Why it could not be done; empty if it could. */
    public ReadOnlyStringProperty refusal() {
        return trouble.sentence();
    }

    /** What was refused before is of no interest any more. */
    public void forget() {
        trouble.forget();
    }

    /** Begins, unless something is being submitted; {@code then} is not told of what was given up or refused. */
    public <T> void begin(Deed<T> deed, Consumer<T> then) {
        if (busy.get()) {
            return;
        }
        trouble.forget();
        AtomicBoolean mine = new AtomicBoolean();
        stop = mine;
        looking.set(null);
        busy.set(true);
        work.once(
                () -> watch.undisturbed(() -> deed.done(job -> Platform.runLater(() -> looking.set(job)), mine::get)),
                done -> {
                    busy.set(false);
                    then.accept(done);
                },
                problem -> {
                    busy.set(false);
                    if (!(problem instanceof StoppedException)) {
                        trouble.tell(problem);
                    }
                });
    }

    /** Gives up what is being submitted; nothing of it is left in Slurm's queue. */
    public void cancel() {
        stop.set(true);
    }

    private String words() {
        Job job = looking.get();
        if (!busy.get()) {
            return "";
        }
        return job == null ? texts.now("slurm.asking") : texts.now("slurm.looking", new SlurmWords(texts).job(job));
    }
}
