package dev.bunrui.app.classifier;

import dev.bunrui.app.look.Lazily;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.SimilarArticle;
import dev.bunrui.experiment.TestExample;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Articles to bring into the fields: examples of the run's test set, those that were classified before, and those of the
 * training set that are much like the one in the fields.
 */
final class ListsPane {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** Cells show one line; more would only be measured. */
    private static final int MOST_CHARS = 60;

    private final Texts texts;
    private final Shapes shapes;
    private final ClassifierModel model;
    private final ExamplesModel examples;
    private final SimilarModel similar;
    private final TabPane view = new TabPane();

    ListsPane(Texts texts, ClassifierModel model, ExamplesModel examples, SimilarModel similar) {
        this.texts = texts;
        this.shapes = new Shapes(texts);
        this.model = model;
        this.examples = examples;
        this.similar = similar;
        view.setId("classifier-lists");
        view.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        Tab alike = tab("similar", "classifier.similar", "classifier.similar-what", similar());
        similar.wanted().bind(alike.selectedProperty());
        view.getTabs()
                .addAll(
                        tab("examples", "classifier.examples", "classifier.examples-what", examples()),
                        tab("history", "classifier.history", "classifier.history-what", history()),
                        alike);
        view.getStyleClass().add("classifier-lists");
    }

    Node view() {
        return view;
    }

    private Tab tab(String id, String key, String explanation, Node content) {
        Tab tab = Lazily.tab(id + "-tab", texts.of(key), content);
        Tooltip what = new Tooltip();
        what.textProperty().bind(texts.of(explanation));
        tab.setTooltip(what);
        return tab;
    }

    private Node examples() {
        ListView<TestExample> list = list("example-list", "classifier.examples", examples.examples(), model::show);
        list.setCellFactory(unused -> new Cell<>(this::example));
        Label none = shapes.shown(
                Bindings.createStringBinding(
                        () -> !examples.failure().get().isEmpty()
                                ? examples.failure().get()
                                : texts.now(
                                        examples.busy().get()
                                                ? "classifier.examples-busy"
                                                : "classifier.examples-none"),
                        examples.failure(),
                        examples.busy(),
                        texts.language()),
                "muted");
        none.setId("no-examples");
        list.setPlaceholder(none);
        return list;
    }

    private Node history() {
        ListView<Past> list =
                list("history-list", "classifier.history", model.history().entries(), model::show);
        list.setCellFactory(unused -> new Cell<>(this::past));
        list.setPlaceholder(shapes.label("classifier.history-none", "muted"));
        VBox.setVgrow(list, Priority.ALWAYS);
        Button clear =
                shapes.button("clear-history", "classifier.history-clear", Feather.TRASH_2, model.history()::clear);
        clear.disableProperty().bind(Bindings.isEmpty(model.history().entries()));
        Label memory = shapes.label("classifier.history-memory", "muted");
        Tooltip why = new Tooltip();
        why.textProperty().bind(texts.of("classifier.history-what"));
        memory.setTooltip(why);
        HBox.setHgrow(memory, Priority.ALWAYS);
        memory.setMaxWidth(Double.MAX_VALUE);
        HBox foot = new HBox(8, memory, clear);
        foot.getStyleClass().addAll("classifier-row", "classifier-foot");
        return new VBox(list, foot);
    }

    private Node similar() {
        ListView<SimilarArticle> list = list("similar-list", "classifier.similar", similar.articles(), model::show);
        list.setCellFactory(unused -> new Cell<>(this::alike));
        list.setPlaceholder(new SimilarPlaceholder(texts, similar).view());
        return list;
    }

    private <T> ListView<T> list(String id, String key, ObservableList<T> items, Consumer<T> choose) {
        ListView<T> list = new ListView<>(items);
        list.setId(id);
        list.accessibleTextProperty().bind(texts.of(key));
        list.setOnMouseClicked(event -> {
            T chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null && event.getTarget() != list) {
                choose.accept(chosen);
            }
        });
        list.setOnKeyPressed(event -> {
            T chosen = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                choose.accept(chosen);
                event.consume();
            }
        });
        return list;
    }

    private Node example(TestExample example) {
        Label classes = new Label(
                example.right()
                        ? example.gold()
                        : texts.now("classifier.example-wrong", example.gold(), example.predicted()));
        classes.setGraphic(new FontIcon(example.right() ? Feather.CHECK : Feather.X));
        classes.getStyleClass().addAll(example.right() ? "right" : "wrong");
        String title = example.article().title();
        return lines(title.isEmpty() ? example.article().body() : title, classes);
    }

    private Node past(Past past) {
        Label said = new Label(texts.now(
                "classifier.past",
                TIME.format(past.time()),
                past.label(),
                String.format(Locale.ROOT, "%.1f %%", 100 * past.probability())));
        said.getStyleClass().add("muted");
        return lines(past.beginning(), said);
    }

    private Node alike(SimilarArticle similar) {
        Article article = similar.article();
        Label label = new Label(texts.now(
                "classifier.similar-one",
                String.valueOf(article.label()),
                String.format(Locale.ROOT, "%.3f", similar.cosine())));
        label.getStyleClass().add("muted");
        return lines(article.title().isEmpty() ? article.body() : article.title(), label);
    }

    private static Node lines(String text, Label below) {
        String line = text.lines().findFirst().orElse("");
        Label beginning = new Label(
                line.codePointCount(0, line.length()) <= MOST_CHARS
                        ? line
                        : line.substring(0, line.offsetByCodePoints(0, MOST_CHARS)) + "…");
        VBox lines = new VBox(1, beginning, below);
        lines.setMinWidth(0);
        lines.setPrefWidth(0); // cut off, not scrolled sideways
        return lines;
    }

    private static final class Cell<T> extends ListCell<T> {
        private final Function<T, Node> shape;

        Cell(Function<T, Node> shape) {
            this.shape = shape;
            getStyleClass().add("classifier-cell");
        }

        @Override
        protected void updateItem(T item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty || item == null ? null : shape.apply(item));
        }
    }
}
