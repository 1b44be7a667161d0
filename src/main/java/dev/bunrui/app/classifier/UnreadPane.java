package dev.bunrui.app.classifier;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import dev.bunrui.service.WarmClassifier.Answer;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** What the model did not read of an article that is longer than it takes, with the words before for finding the place. */
final class UnreadPane {
    private static final double HEIGHT = 78;

    /** Words that were read, for finding the place. */
    private static final int BEFORE = 40;

    /** Laid out at once; hundreds of thousands of characters would hold up the window. */
    private static final int MOST = 4000;

    private final Texts texts;
    private final ClassifierModel model;
    private final VBox view = new VBox(6);
    private final TextFlow place = new TextFlow();

    /** The rest itself is not shown where {@code why} shows the whole article. */
    UnreadPane(Texts texts, ClassifierModel model, WhyModel why) {
        this.texts = texts;
        this.model = model;
        ScrollPane scroll = new ScrollPane(place);
        // First, so that whoever sees how much was read finds the rest below.
        model.result().addListener(change -> {
            scroll.setVvalue(0);
            show();
        });
        Shapes shapes = new Shapes(texts);
        Label read = shapes.shown(Bindings.createStringBinding(this::words, model.result(), texts.language()), "muted");
        read.setId("read-part");
        place.setId("unread");
        scroll.setFitToWidth(true);
        scroll.setMinHeight(HEIGHT);
        scroll.setMaxHeight(HEIGHT);
        scroll.getStyleClass().add("classifier-unread");
        scroll.accessibleTextProperty().bind(texts.of("classifier.unread"));
        Shapes.only(
                scroll,
                Bindings.createBooleanBinding(
                        () -> !rest().isEmpty() && why.explained().get() == null, model.result(), why.explained()));
        view.getChildren().addAll(read, scroll);
        Shapes.only(view, Bindings.createBooleanBinding(() -> cut() != null, model.result()));
        texts.language().addListener(change -> show());
    }

    Node view() {
        return view;
    }

    private @Nullable Answer cut() {
        ClassifierModel.Result result = model.result().get();
        return result != null && result.answer().classification().truncated() ? result.answer() : null;
    }

    private String words() {
        Answer answer = cut();
        if (answer == null) {
            return "";
        }
        String body = answer.article().body();
        int all = body.codePointCount(0, body.length());
        int read = body.codePointCount(0, answer.bodyCharsRead());
        return read == all
                ? texts.now("classifier.read-template")
                : texts.now("classifier.read-part", Figures.count(read), Figures.count(all));
    }

    private String rest() {
        Answer answer = cut();
        return answer == null ? "" : answer.article().body().substring(answer.bodyCharsRead());
    }

    private void show() {
        place.getChildren().clear();
        Answer answer = cut();
        String rest = rest();
        if (answer == null || rest.isEmpty()) {
            return;
        }
        String body = answer.article().body();
        int read = answer.bodyCharsRead();
        int from = Math.max(0, read - BEFORE);
        if (from > 0 && Character.isLowSurrogate(body.charAt(from))) {
            from--;
        }
        Text before = text((from > 0 ? "…" : "") + body.substring(from, read), "read");
        Text mark = text(" " + texts.now("classifier.read-until") + " ", "mark");
        int end = rest.length() <= MOST ? rest.length() : rest.offsetByCodePoints(0, MOST / 2);
        Text after = text(rest.substring(0, end) + (end < rest.length() ? "…" : ""), "unread");
        place.getChildren().addAll(before, mark, after);
    }

    private static Text text(String words, String style) {
        Text text = new Text(words);
        text.getStyleClass().add(style);
        return text;
    }
}
