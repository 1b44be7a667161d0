package dev.bunrui.app.classifier;

import dev.bunrui.app.choice.FileDialogs;
import dev.bunrui.app.look.DropPlace;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.app.shell.Place;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.corpus.TableColumns;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.RequestException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.Dragboard;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** An article's class, while it is typed, pasted or dropped, and a file of articles in the background. */
public final class ClassifierPage implements Page {
    private static final double RESULT = 400;

    /** What is left to the lists below a result with many classes. */
    private static final double LISTS = 176;

    private final Texts texts;
    private final Shapes shapes;
    private final FileDialogs dialogs;
    private final ClassifierModel model;
    private final ExamplesModel examples;
    private final WhyModel why;
    private final SimilarModel similar;
    private final FileModel file;
    private final ReviewModel review;
    private final VBox view = new VBox(12);

    /** {@code routes} lead to where a first run is made. */
    public ClassifierPage(AppContext context, Routes routes) {
        this.texts = context.texts();
        this.shapes = new Shapes(texts);
        this.dialogs = new FileDialogs(texts, context.choices());
        this.model = new ClassifierModel(context);
        this.examples = new ExamplesModel(context);
        this.why = new WhyModel(context, model);
        this.similar = new SimilarModel(context, model);
        this.file = new FileModel(context);
        this.review = new ReviewModel(context.work(), model.run());
        view.getStyleClass().addAll("page", "classifier");
        StackPane center =
                new StackPane(work(), new FileForm(texts, dialogs, file, model, review).view(), none(routes));
        center.setAlignment(Pos.TOP_LEFT);
        VBox.setVgrow(center, Priority.ALWAYS);
        view.getChildren()
                .addAll(
                        head(),
                        shapes.label("classifier.what", "muted"),
                        shapes.alarm("input-failure", model.inputFailure()),
                        new FileStrip(texts, file).view(),
                        center);
        BooleanBinding any = Bindings.isNotEmpty(model.runs().runs());
        Shapes.only(center.getChildren().get(0), any.and(file.chosen().isNull()));
        Shapes.only(center.getChildren().get(1), any.and(file.chosen().isNotNull()));
        Shapes.only(center.getChildren().get(2), any.not().and(model.runs().looked()));
        model.run().addListener(change -> examples.of(model.run().get()));
        DropPlace.make(view, this::takes, this::dropped);
    }

    /** Uses a run from now on. */
    public void use(RunFolder run) {
        model.use(run);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        model.refresh();
        review.refresh();
        examples.forgetFailure();
        examples.of(model.run().get());
    }

    @Override
    public void hidden() {
        model.leave();
    }

    @Override
    public void closed() {
        model.close();
    }

    private Node head() {
        ComboBox<@Nullable RunChoice> box = new RunBox(texts, model).view();
        Label label = shapes.label("classifier.run");
        label.setLabelFor(box);
        Button many = shapes.button("classify-file", "classifier.file-choose", Feather.LAYERS, this::chooseTable);
        many.disableProperty().bind(file.running().isNotNull().or(file.chosen().isNotNull()));
        HBox row = new HBox(10, shapes.label("place.classifier", "page-title"), Shapes.spring(), label, box, many);
        row.getStyleClass().add("classifier-row");
        for (Node node : List.of(label, box, many)) {
            Shapes.only(node, Bindings.isNotEmpty(model.runs().runs()));
        }
        return row;
    }

    private Node work() {
        Node article = new ArticlePane(texts, model, why, this::chooseText).view();
        HBox.setHgrow(article, Priority.ALWAYS);
        Node lists = new ListsPane(texts, model, examples, similar).view();
        VBox.setVgrow(lists, Priority.ALWAYS);
        VBox right = new VBox(12);
        right.getChildren()
                .addAll(
                        new ResultPane(
                                        texts,
                                        model,
                                        why,
                                        review,
                                        right.heightProperty().subtract(LISTS))
                                .view(),
                        lists);
        right.setMinWidth(RESULT);
        right.setMaxWidth(RESULT);
        return new HBox(14, article, right);
    }

    private Node none(Routes routes) {
        return shapes.empty(
                "no-classifier",
                "classifier.no-runs",
                shapes.button(
                        "to-training",
                        "classifier.to-training",
                        Feather.PLAY,
                        () -> routes.show(Place.HOME),
                        "accent"));
    }

    private boolean takes(Dragboard dragged) {
        return model.run().get() != null && (dragged.hasFiles() || dragged.hasString());
    }

    private void dropped(Dragboard dragged) {
        if (dragged.hasFiles()) {
            drop(dragged.getFiles().stream().map(File::toPath).toList());
        } else {
            file.putAside();
            model.drop(String.valueOf(dragged.getString()));
        }
    }

    /** Takes what was dropped: a text file into the fields, a file with many articles to be classified as a whole. */
    void drop(List<Path> files) {
        if (files.size() != 1) {
            model.refuse(new RequestException(Texts.class, "classifier.one-file"));
        } else if (TableColumns.has(files.get(0))) {
            model.accept();
            file.choose(files.get(0));
        } else {
            file.putAside();
            model.open(files.get(0));
        }
    }

    private void chooseText() {
        dialogs.file(view, "classifier.open-text").ifPresent(chosen -> drop(List.of(chosen)));
    }

    private void chooseTable() {
        dialogs.file(
                        view,
                        "classifier.file-choose",
                        dialogs.kind("classifier.file-kinds", ".csv", ".tsv", ".jsonl", ".ndjson", ".tar.gz", ".tgz"))
                .ifPresent(chosen -> drop(List.of(chosen)));
    }
}
