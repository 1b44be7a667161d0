package dev.bunrui.app.models;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.OpenFolder;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.hub.HubCache;
import dev.bunrui.llm.ModelCheck;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.llm.text.TokenizerCheck;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.Figures;
import dev.bunrui.service.ListedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What can be done with a model that is here; the disk's part of it beside the window's thread. */
final class ModelDeeds {
    /**
     * A model that is to be deleted if its user says so.
     *
     * @param runs that were trained from it, and classify only with it
     */
    record Removal(BaseModel model, long runs) {}

    /** What was done last. */
    private record News(String key, Object... arguments) {}

    private final AppContext context;
    private final HubCache cache;
    private final Trouble trouble;
    private final ObjectProperty<@Nullable Removal> removal = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable News> news = new SimpleObjectProperty<>();
    private final StringProperty verifying = new SimpleStringProperty("");
    private AtomicBoolean stop = new AtomicBoolean();

    ModelDeeds(AppContext context) {
        this.context = context;
        this.cache = new HubCache(context.fetch().settings().cache());
        this.trouble = new Trouble(context.texts());
    }

    /** What could not be done; empty if nothing. */
    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** What was done last, in words; empty if nothing is to be said. */
    StringBinding said() {
        return Bindings.createStringBinding(
                () -> {
                    News last = news.get();
                    return last == null ? "" : context.texts().now(last.key(), last.arguments());
                },
                news,
                context.texts().language());
    }

    /** What would be deleted if it were confirmed; null if nothing. */
    ReadOnlyObjectProperty<@Nullable Removal> removal() {
        return removal;
    }

    /** The id of the model whose files are being read; empty for none. */
    ReadOnlyStringProperty verifying() {
        return verifying;
    }

    /** Takes away what was said and asked. */
    void forget() {
        trouble.forget();
        news.set(null);
        removal.set(null);
    }

    /** Asks whether a model is to be deleted, or takes a folder out of the list, which loses nothing. */
    void remove(BaseModel model) {
        forget();
        if (!model.ofHub()) {
            if (model.entry().isEmpty()) {
                context.models().forget(model);
            }
            return;
        }
        context.work()
                .once(
                        () -> new Removal(model, runsOf(model)),
                        removal::set,
                        unread -> removal.set(new Removal(model, 0)));
    }

    private long runsOf(BaseModel model) {
        return context.runs().read().stream()
                .filter(run -> run instanceof ListedRun.Known known
                        && known.summary().settings().model().equals(model.id()))
                .count();
    }

    /** Deletes what was asked about. */
    void confirm() {
        Removal asked = removal.get();
        forget();
        if (asked != null) {
            BaseModel model = asked.model();
            context.work()
                    .once(
                            () -> cache.remove(model.id()),
                            freed -> {
                                news.set(new News("models.removed", model.title(), Figures.bytes(freed)));
                                context.models().look();
                            },
                            problem -> {
                                trouble.tell(problem);
                                context.models().look();
                            });
        }
    }

    /** Reads all of a model and sees that it is as it was published, and that its parts belong together. */
    void verify(BaseModel model) {
        forget();
        if (!verifying.get().isEmpty()) {
            return;
        }
        verifying.set(model.id());
        AtomicBoolean asked = new AtomicBoolean();
        stop = asked;
        context.work()
                .once(
                        () -> check(model, asked::get),
                        check -> {
                            verifying.set("");
                            check.ifPresent(sound -> news.set(new News(
                                    "models.sound",
                                    model.title(),
                                    Figures.count(sound.tensors()),
                                    Figures.parameters(sound.parameters()))));
                        },
                        problem -> {
                            verifying.set("");
                            trouble.tell(problem);
                        });
    }

    private Optional<ModelCheck> check(BaseModel model, BooleanSupplier asked) {
        ModelFolder folder = context.models().locate(model.id());
        ModelCheck check = ModelCheck.of(folder);
        TokenizerCheck.of(folder);
        List<Path> damaged = cache.damaged(folder.path(), asked);
        if (!damaged.isEmpty()) {
            throw new FailureException(Texts.class, "models.damaged", damaged.get(0), model.title());
        }
        return asked.getAsBoolean() ? Optional.empty() : Optional.of(check);
    }

    void stopVerifying() {
        stop.set(true);
    }

    void open(Path folder) {
        new OpenFolder(context.work()).open(folder, trouble::tell);
    }

    void page(String address) {
        new OpenFolder(context.work()).page(address, trouble::tell);
    }
}
