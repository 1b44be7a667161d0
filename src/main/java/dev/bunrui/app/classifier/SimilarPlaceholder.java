package dev.bunrui.app.classifier;

import dev.bunrui.app.classifier.SimilarModel.State;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What is there while there are no similar articles: how far the search is, and a way to stop it or to go on. */
final class SimilarPlaceholder {
    private final Texts texts;
    private final SimilarModel model;
    private final VBox view = new VBox(10);

    SimilarPlaceholder(Texts texts, SimilarModel model) {
        this.texts = texts;
        this.model = model;
        Shapes shapes = new Shapes(texts);
        Label words = shapes.shown(
                Bindings.createStringBinding(this::words, model.state(), model.failure(), texts.language()), "muted");
        words.setId("no-similar");
        Button stop = shapes.button("stop-similar", "classifier.similar-stop", Feather.X, model::stop);
        Shapes.only(
                stop,
                Bindings.createBooleanBinding(
                        () -> model.state().get() instanceof State.Looking looking && looking.all() > 0,
                        model.state()));
        Button goOn = shapes.button("go-on-similar", "classifier.similar-go-on", Feather.PLAY, model::goOn);
        Shapes.only(
                goOn, Bindings.createBooleanBinding(() -> model.state().get() instanceof State.Stopped, model.state()));
        view.setAlignment(Pos.CENTER);
        view.getStyleClass().add("classifier-foot");
        view.getChildren().addAll(words, stop, goOn);
    }

    Node view() {
        return view;
    }

    private String words() {
        if (!model.failure().get().isEmpty()) {
            return model.failure().get();
        }
        State state = model.state().get();
        if (state instanceof State.Looking looking) {
            return looking.all() == 0
                    ? texts.now("classifier.similar-looking")
                    : texts.now(
                            "classifier.similar-reading", Figures.count(looking.done()), Figures.count(looking.all()));
        }
        return texts.now(state instanceof State.Stopped ? "classifier.similar-stopped" : "classifier.similar-none");
    }
}
