package dev.bunrui.app.wizard.draft;

import dev.bunrui.app.hub.ModelFetch;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.llm.ModelShelf;
import dev.bunrui.llm.text.TokenizerCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The models that there are to choose from. */
public final class ModelsModel {
    private final AppContext context;
    private final Draft draft;
    private final ModelShelf shelf;
    private final ObservableList<BaseModel> models = FXCollections.observableArrayList();
    private final Trouble trouble;
    private final ModelFetch fetch;

    public ModelsModel(AppContext context, Draft draft) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
        this.draft = draft;
        this.shelf = new ModelShelf(context.folders().models());
        this.fetch = new ModelFetch(context.work(), context.texts(), HubSettings::ofProcess, this::look);
    }

    public ObservableList<BaseModel> models() {
        return models;
    }

    /** What fetches models of the hub. */
    public ModelFetch fetch() {
        return fetch;
    }

    /** What was wrong with a folder that was named last; empty if nothing was. */
    public ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    /** The model that is chosen; empty while the models have not been looked at, or if it is none of them. */
    public Optional<BaseModel> chosen() {
        String id = draft.option(Draft.MODEL).get();
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** Looks at the models again. */
    public void look() {
        list(() -> null);
    }

    /** Adds a folder and chooses it. */
    public void add(Path folder) {
        trouble.forget();
        String id = folder.toAbsolutePath().normalize().toString();
        context.work()
                .once(
                        () -> {
                            TokenizerCheck.of(ModelFolder.open(folder));
                            shelf.add(folder);
                            return all();
                        },
                        found -> {
                            models.setAll(found);
                            draft.option(Draft.MODEL).set(id);
                        },
                        trouble::tell);
    }

    /** Takes a folder of the user's out of the list. */
    public void remove(BaseModel model) {
        trouble.forget();
        list(() -> {
            shelf.remove(Path.of(model.id()));
            return null;
        });
    }

    private void list(Callable<Void> before) {
        context.work()
                .once(
                        () -> {
                            before.call();
                            return all();
                        },
                        found -> {
                            if (!found.equals(models)) {
                                models.setAll(found);
                            }
                        },
                        trouble::tell);
    }

    private List<BaseModel> all() {
        return BaseModel.all(new ModelLocator(context.folders().assets()), shelf);
    }
}
