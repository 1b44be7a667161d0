package dev.bunrui.app.settings;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.settings.GpuModel.Stage;
import dev.bunrui.app.shelf.FetchPane;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import dev.bunrui.runtime.CudaBuild;
import dev.bunrui.runtime.GpuReport;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Whether the graphics card is used, in one sentence, and the button to what is missing for it. */
final class GpuCard {
    private final Texts texts;
    private final Shapes shapes;
    private final GpuModel model;

    GpuCard(AppContext context, GpuModel model) {
        this.texts = context.texts();
        this.shapes = new Shapes(texts);
        this.model = model;
    }

    Region view() {
        Label sentence = shapes.shown(Bindings.createStringBinding(this::sentence, model.report(), texts.language()));
        sentence.setId("gpu-sentence");
        Label found =
                shapes.shown(Bindings.createStringBinding(this::found, model.report(), texts.language()), "muted");
        found.setId("gpu-found");
        Shapes.only(found, found.textProperty().isNotEmpty());
        return shapes.card(
                "settings.gpu",
                sentence,
                found,
                shapes.alarm("gpu-failure", model.failure()),
                Shapes.comingAndGoing(start(), asking(), offered(), fetching()));
    }

    private String sentence() {
        GpuReport report = model.report().get();
        return report == null
                ? texts.now("settings.gpu-looking")
                : report.message(texts.language().get());
    }

    private String found() {
        GpuReport report = model.report().get();
        if (report == null || report.driver().version().isEmpty()) {
            return "";
        }
        List<String> cards = report.cards();
        return Stream.concat(Stream.of(texts.now("settings.gpu-driver", report.versions())), cards.stream())
                .collect(Collectors.joining("\n"));
    }

    private Node start() {
        Node button = shapes.button("gpu-fetch", "settings.gpu-fetch", Feather.DOWNLOAD, model::ask);
        Shapes.only(button, Bindings.createBooleanBinding(this::fetchable, model.stage(), model.report()));
        return button;
    }

    private boolean fetchable() {
        GpuReport report = model.report().get();
        return model.stage().get() == Stage.RESTING && report != null && report.fetchable();
    }

    private Node asking() {
        HBox line = new HBox(12, shapes.label("settings.gpu-asking", "muted"), cancel("gpu-asking-cancel"));
        Shapes.only(line, at(Stage.ASKING));
        return line;
    }

    private Node offered() {
        Label words = shapes.shown(Bindings.createStringBinding(this::offer, model.offer(), texts.language()));
        words.setId("gpu-offer");
        HBox answers = new HBox(
                8,
                shapes.button("gpu-agree", "settings.gpu-agree", Feather.DOWNLOAD, model::agree, "accent"),
                shapes.button("gpu-decline", "wizard.cancel", Feather.X, model::cancel));
        VBox box = new VBox(8, words, answers);
        Shapes.only(box, at(Stage.OFFERED));
        return box;
    }

    private String offer() {
        GpuModel.Offer offer = model.offer().get();
        return offer == null
                ? ""
                : texts.now(
                        "settings.gpu-offer",
                        Figures.bytes(offer.missing()),
                        Figures.bytes(offer.room()),
                        Figures.bytes(offer.free()),
                        CudaBuild.TERMS);
    }

    private Node fetching() {
        ProgressBar bar = new ProgressBar();
        bar.setId("gpu-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(() -> model.progress().get().fraction(), model.progress()));
        Label figures = shapes.shown(Bindings.createStringBinding(
                () -> FetchPane.figures(texts, model.progress().get()), model.progress(), texts.language()));
        figures.setId("gpu-figures");
        VBox box = new VBox(8, bar, figures, shapes.label("settings.gpu-kept", "muted"), cancel("gpu-cancel"));
        Shapes.only(box, at(Stage.FETCHING));
        return box;
    }

    private Node cancel(String id) {
        return shapes.button(id, "wizard.cancel", Feather.X, model::cancel);
    }

    private BooleanBinding at(Stage stage) {
        return Bindings.createBooleanBinding(() -> model.stage().get() == stage, model.stage());
    }
}
