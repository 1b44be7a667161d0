package dev.bunrui.app.models;

import dev.bunrui.app.shelf.ModelWords;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.hub.HubModel;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.llm.shelf.ModelState;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.FilteredList;

/** Which models are wanted, and which one is looked at. */
final class ShownModels {
    private final AppContext context;
    private final ModelWords words;
    private final StringProperty query = new SimpleStringProperty("");
    private final BooleanProperty hereOnly = new SimpleBooleanProperty();
    private final FilteredList<BaseModel> shown;
    private final StringProperty chosen = new SimpleStringProperty("");

    ShownModels(AppContext context, ModelWords words) {
        this.context = context;
        this.words = words;
        this.shown = new FilteredList<>(context.models().models());
        for (Observable wish :
                new Observable[] {query, hereOnly, context.texts().language()}) {
            wish.addListener(change -> filter());
        }
        context.models().models().addListener((ListChangeListener<BaseModel>) change -> begin());
        begin(); // another page may have had them read already
    }

    /** What is searched for: words of a model's name, architecture, licence or state. */
    StringProperty query() {
        return query;
    }

    /** Whether only those of which something is on this machine are wanted. */
    BooleanProperty hereOnly() {
        return hereOnly;
    }

    /** The models that are wanted. */
    FilteredList<BaseModel> shown() {
        return shown;
    }

    /** The id of the model that is looked at; empty for none. */
    StringProperty chosen() {
        return chosen;
    }

    /** The model that is looked at. */
    Optional<BaseModel> model() {
        return context.models().find(chosen.get());
    }

    /** What is searched for, if it is the id of a repository of the hub that is none of the models. */
    Optional<HubModel> named() {
        String text = query.get().strip();
        return HubModel.parse(text)
                .filter(model -> model.id().contains("/")
                        && context.models().find(model.id()).isEmpty());
    }

    /** The first of all is looked at until another is chosen, and when the one that was has gone. */
    private void begin() {
        if (model().isEmpty() && !context.models().models().isEmpty()) {
            chosen.set(context.models().models().get(0).id());
        }
    }

    private void filter() {
        shown.setPredicate(model -> words.matches(model, query.get()) && (!hereOnly.get() || isHere(model)));
    }

    private static boolean isHere(BaseModel model) {
        return model.state() != ModelState.ABSENT && model.state() != ModelState.GATED;
    }
}
