package dev.bunrui.app.label;

import dev.bunrui.app.choice.FileDialogs;
import dev.bunrui.app.label.RelabelModel.Written;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.OpenFolder;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.LivedoorCorpus;
import dev.bunrui.message.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;

/** How many labels are corrected and not written yet, whether they are kept, what writes them, and what was written. */
final class CorrectionBars {
    private static final String JSON_LINES = ".jsonl";

    private final AppContext context;
    private final Texts texts;
    private final RelabelModel model;
    private final Trouble unopened;
    private final Node node;

    CorrectionBars(AppContext context, Routes routes, RelabelModel model, String id) {
        this.context = context;
        this.texts = context.texts();
        this.model = model;
        this.unopened = new Trouble(texts);
        Shapes shapes = new Shapes(texts);
        this.node = Shapes.comingAndGoing(
                shapes.alarm(id + "-trouble", model.trouble()),
                shapes.alarm(id + "-unopened", unopened.sentence()),
                unkept(shapes, id),
                gathered(shapes, id),
                written(shapes, routes, id));
    }

    Node node() {
        return node;
    }

    private Node unkept(Shapes shapes, String id) {
        Button again = shapes.button(id + "-keep", "relabel.keep", Feather.ROTATE_CW, model::keepAgain);
        return shapes.bar(id + "-unkept", model.unkept(), "failure", again);
    }

    private Node gathered(Shapes shapes, String id) {
        Button undo = shapes.button(id + "-undo", "runs.undo", Feather.CORNER_UP_LEFT, model::undo);
        Button discard = shapes.button(id + "-discard", "relabel.discard", Feather.X, model::discard, "flat");
        Button write = shapes.button(id + "-write", "relabel.write", Feather.SAVE, this::choose, "accent");
        BooleanBinding idle = Bindings.createBooleanBinding(
                () -> model.writing().get() || model.count() == 0, model.writing(), model.subject(), model.steps());
        List.of(undo, discard, write).forEach(button -> button.disableProperty().bind(idle));
        return shapes.bar(id + "-corrections", words(this::count), "notice", undo, discard, write);
    }

    private Node written(Shapes shapes, Routes routes, String id) {
        Button begin = shapes.button(
                id + "-begin",
                "relabel.begin",
                Feather.PLUS_CIRCLE,
                with(done -> routes.startFrom(done.next())),
                "accent");
        Button folder = shapes.button(id + "-folder", "runs.open-folder", Feather.FOLDER, with(done -> {
            unopened.forget();
            new OpenFolder(context.work()).open(done.labels().file(), unopened::tell);
        }));
        Button dismiss = shapes.button(id + "-dismiss", "runs.dismiss", Feather.X, model::dismiss, "flat");
        return shapes.bar(id + "-written", words(this::written), "notice", begin, folder, dismiss);
    }

    private Runnable with(Consumer<Written> deed) {
        return () -> Optional.ofNullable(model.written().get()).ifPresent(deed);
    }

    private StringBinding words(Supplier<String> words) {
        return Bindings.createStringBinding(
                words::get, model.subject(), model.writing(), model.written(), model.steps(), texts.language());
    }

    private void choose() {
        FileDialogs dialogs = new FileDialogs(texts, context.choices());
        Optional<Path> suggested = model.suggested();
        suggested
                .flatMap(name -> dialogs.target(node, "relabel.write", name, dialogs.kind("relabel.kind", JSON_LINES)))
                .ifPresent(model::write);
    }

    private String count() {
        if (model.writing().get()) {
            return texts.now("relabel.writing");
        }
        int here = model.count();
        int others = model.besides();
        if (here + others == 0) {
            return "";
        }
        String words = texts.now("relabel.count", Figures.count(here));
        return others == 0 ? words : words + texts.now("relabel.besides", Figures.count(others));
    }

    private String written() {
        Written done = model.written().get();
        if (done == null) {
            return "";
        }
        String words = texts.now(
                "relabel.written",
                done.labels().file(),
                Figures.count(done.labels().changed()),
                Figures.count(done.labels().articles()));
        return done.labels().livedoor() ? words + texts.now("relabel.livedoor", LivedoorCorpus.LICENCE) : words;
    }
}
