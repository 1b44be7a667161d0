package dev.bunrui.app.classifier;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.corpus.PlainArticle;
import dev.bunrui.message.RequestException;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Where an article is typed or pasted, and what of it was not read. */
final class ArticlePane {
    /** Far more than an article has, and about what the field takes without delay. */
    private static final int MOST_CHARS = 300_000;

    private static final int OFFERED_CHARS = 40;

    private final Texts texts;
    private final Shapes shapes;
    private final ClassifierModel model;
    private final ArticleInput input;
    private final VBox view = new VBox(10);

    /** {@code openFile} is asked for a text file to read. */
    ArticlePane(Texts texts, ClassifierModel model, WhyModel why, Runnable openFile) {
        this.texts = texts;
        this.shapes = new Shapes(texts);
        this.model = model;
        this.input = model.article();
        view.getStyleClass().add("card");
        TextArea body = body();
        VBox.setVgrow(body, Priority.ALWAYS);
        Node reasons = new WhyPane(texts, why).view();
        VBox.setVgrow(reasons, Priority.ALWAYS);
        view.getChildren()
                .addAll(
                        head(openFile),
                        title(),
                        untitled(),
                        offer(),
                        body,
                        reasons,
                        new UnreadPane(texts, model, why).view());
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::decide);
    }

    Node view() {
        return view;
    }

    private Node head(Runnable openFile) {
        Button open = shapes.button("open-text", "classifier.open-text", Feather.FILE_TEXT, openFile);
        Tooltip how = new Tooltip();
        how.textProperty().bind(texts.of("classifier.open-text-how"));
        open.setTooltip(how);
        Button clear = shapes.button("clear-article", "classifier.clear", Feather.X, model::clear);
        clear.disableProperty().bind(input.title().isEmpty().and(input.body().isEmpty()));
        HBox head = new HBox(8, shapes.label("classifier.article", "card-title"), Shapes.spring(), open, clear);
        head.getStyleClass().add("classifier-row");
        return head;
    }

    private BooleanBinding titled() {
        return Bindings.createBooleanBinding(
                () -> {
                    RunChoice run = model.run().get();
                    return run == null || run.titled();
                },
                model.run());
    }

    private Node title() {
        TextField title = new TextField() {
            @Override
            public void paste() {
                String text = pasted();
                if (fits(this, text) && !(input.body().get().isBlank() && takenWhole(text))) {
                    super.paste();
                }
            }

            /** A field of one line would run the lines together. */
            private boolean takenWhole(String text) {
                PlainArticle article = PlainArticle.of(text);
                PlainArticle apart = article.firstLineAsTitle().orElse(article);
                if (apart.title() == null) {
                    return false;
                }
                input.fill(apart);
                return true;
            }
        };
        title.setId("article-title");
        title.promptTextProperty().bind(texts.of("classifier.title"));
        title.accessibleTextProperty().bind(texts.of("classifier.title"));
        title.textProperty().bindBidirectional(input.title());
        Shapes.only(title, titled());
        return title;
    }

    private Node untitled() {
        Label why = shapes.label("classifier.untitled", "muted");
        why.setId("untitled");
        Shapes.only(why, titled().not());
        return why;
    }

    private TextArea body() {
        TextArea body = new TextArea() {
            @Override
            public void paste() {
                String text = pasted();
                if (!fits(this, text)) {
                    return;
                }
                boolean whole = getText().isBlank() || getSelectedText().length() == getLength();
                PlainArticle article = PlainArticle.of(text);
                if (whole && article.title() != null) {
                    input.fill(article);
                } else {
                    super.paste();
                    if (whole && !text.isBlank()) {
                        input.pastedBody();
                    }
                }
            }
        };
        body.setId("article-body");
        body.setWrapText(true);
        body.setPrefRowCount(4);
        body.promptTextProperty().bind(texts.of("classifier.body"));
        body.accessibleTextProperty().bind(texts.of("classifier.body"));
        body.textProperty().bindBidirectional(input.body());
        // Tab goes on to the next control, as everywhere else; an article needs no tabs.
        body.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB && !event.isControlDown() && !event.isAltDown()) {
                body.fireEvent(new KeyEvent(
                        KeyEvent.KEY_PRESSED, "\t", "\t", KeyCode.TAB, event.isShiftDown(), true, false, false));
                event.consume();
            }
        });
        return body;
    }

    private static String pasted() {
        @Nullable String text = Clipboard.getSystemClipboard().getString();
        return text == null ? "" : text;
    }

    private boolean fits(TextInputControl field, String text) {
        boolean fits = field.getLength() + text.length() <= MOST_CHARS;
        if (!fits) {
            model.refuse(new RequestException(Texts.class, "classifier.too-long"));
        }
        return fits;
    }

    private Node offer() {
        Label words = shapes.shown(Bindings.createStringBinding(
                () -> {
                    PlainArticle offered = input.offer().get();
                    return offered == null
                            ? ""
                            : texts.now("classifier.offer", shortened(String.valueOf(offered.title())));
                },
                input.offer(),
                texts.language()));
        words.setId("title-offer");
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button take = shapes.button("take-title", "classifier.take", Feather.CHECK, input::take, "accent");
        Button decline = shapes.button("decline-title", "classifier.decline", Feather.X, input::decline);
        HBox bar = new HBox(10, new FontIcon(Feather.CORNER_LEFT_UP), words, take, decline);
        bar.getStyleClass().addAll("classifier-row", "classifier-offer");
        Shapes.only(bar, input.offer().isNotNull());
        return bar;
    }

    private static String shortened(String title) {
        return title.codePointCount(0, title.length()) <= OFFERED_CHARS
                ? title
                : title.substring(0, title.offsetByCodePoints(0, OFFERED_CHARS)) + "…";
    }

    /** While the first line is offered as the title, Enter takes it and Esc leaves it. */
    private void decide(KeyEvent event) {
        if (input.offer().get() == null || !(event.getTarget() instanceof TextInputControl)) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER) {
            input.take();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            input.decline();
            event.consume();
        }
    }
}
