package dev.bunrui.app.shelf;

import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.app.work.Work;
import dev.bunrui.file.AppFolders;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelShelf;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.llm.shelf.ShelfReader;
import dev.bunrui.llm.text.TokenizerCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The base models that there are, as they were when they were looked at last. */
public final class ModelList {
    private final Work work;
    private final ModelShelf shelf;
    private final ShelfReader reader;
    private final ObservableList<BaseModel> models = FXCollections.observableArrayList();
    private final Trouble trouble;
    private long asked;

    /** Nothing is looked at yet. */
    public ModelList(Work work, Texts texts, AppFolders folders, HubSettings hub) {
        this.work = work;
        this.shelf = new ModelShelf(folders.models());
        this.reader = new ShelfReader(folders.assets(), shelf, hub);
        this.trouble = new Trouble(texts);
    }

    public ObservableList<BaseModel> models() {
        return models;
    }

    /** What was wrong with a folder that was named last, or with the looking; empty if nothing was. */
    public ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** The model with this id, if there is one. */
    public Optional<BaseModel> find(String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /**
     * A model's files, read now: not for the window's thread.
     *
     * @throws dev.bunrui.message.RequestException if it is not here, or cannot be used
     */
    public ModelFolder locate(String id) {
        return reader.locate(id);
    }

    /** Looks at the models again. */
    public void look() {
        list(() -> null, found -> {});
    }

    /** Adds a folder of the user's; {@code then} hears its id when it is among the models. */
    public void add(Path folder, Consumer<String> then) {
        trouble.forget();
        String id = folder.toAbsolutePath().normalize().toString();
        list(
                () -> {
                    TokenizerCheck.of(ModelFolder.open(folder));
                    shelf.add(folder);
                    return null;
                },
                found -> then.accept(id));
    }

    /** Takes a folder of the user's out of the list; its files stay. */
    public void forget(BaseModel model) {
        trouble.forget();
        list(
                () -> {
                    shelf.remove(Path.of(model.id()));
                    return null;
                },
                found -> {});
    }

    private void list(Callable<Void> before, Consumer<List<BaseModel>> then) {
        long mine = ++asked;
        work.once(
                () -> {
                    before.call();
                    return reader.read();
                },
                found -> {
                    if (mine == asked && !found.equals(models)) {
                        models.setAll(found); // what was read before something else was asked is old
                    }
                    then.accept(found);
                },
                trouble::tell);
    }
}
