package dev.bunrui.app.wizard.draft;

import dev.bunrui.app.shelf.ModelList;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.llm.shelf.BaseModel;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ObservableList;

/** The models that there are to choose from, and the one that the draft names. */
public final class ModelsModel {
    private final ModelList list;
    private final Draft draft;

    public ModelsModel(AppContext context, Draft draft) {
        this.list = context.models();
        this.draft = draft;
    }

    public ObservableList<BaseModel> models() {
        return list.models();
    }

    /** What was wrong with a folder that was named last; empty if nothing was. */
    public ReadOnlyStringProperty failure() {
        return list.failure();
    }

    /** The model that is chosen; empty while the models have not been looked at, or if it is none of them. */
    public Optional<BaseModel> chosen() {
        return find(draft.option(Draft.MODEL).get());
    }

    /** A model by its id; empty if it is none of them. */
    public Optional<BaseModel> find(String id) {
        return list.find(id);
    }

    /** Looks at the models again. */
    public void look() {
        list.look();
    }

    /** Adds a folder and chooses it. */
    public void add(Path folder) {
        list.add(folder, draft.option(Draft.MODEL)::set);
    }

    /** Takes a folder of the user's out of the list. */
    public void remove(BaseModel model) {
        list.forget(model);
    }
}
