package dev.bunrui.app.classifier;

import dev.bunrui.corpus.PlainArticle;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The article that is typed, pasted or brought from elsewhere, and whether its first line might be its title. */
final class ArticleInput {
    private final StringProperty title = new SimpleStringProperty("");
    private final StringProperty body = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable PlainArticle> offer = new SimpleObjectProperty<>();
    private final Listener listener;
    private boolean titled = true;
    private boolean filling;

    /** Who hears of changes. */
    interface Listener {
        /** Something was typed. */
        void typed();

        /** Another article is there as a whole. */
        void replaced();
    }

    ArticleInput(Listener listener) {
        this.listener = listener;
        title.addListener(change -> edited());
        body.addListener(change -> {
            offer.set(null); // it was made for another text
            edited();
        });
    }

    StringProperty title() {
        return title;
    }

    StringProperty body() {
        return body;
    }

    /** The article with its first line as the title, if that is worth asking; else null. */
    ReadOnlyObjectProperty<@Nullable PlainArticle> offer() {
        return offer;
    }

    /** Says whether titles are of use. */
    void titled(boolean wanted) {
        titled = wanted;
        if (!wanted) {
            offer.set(null);
        }
    }

    /** Whether there is anything to read. */
    boolean blank() {
        return body.get().isBlank() && (!titled || title.get().isBlank());
    }

    private void edited() {
        if (!filling) {
            listener.typed();
        }
    }

    /** Puts another article in place of the one that is there. */
    void fill(String newTitle, String newBody) {
        filling = true;
        title.set(newTitle);
        body.set(newBody);
        filling = false;
        offer.set(null);
        listener.replaced();
    }

    /** Puts a text in place of what is there, taken apart as far as it tells how; else its first line is offered as title. */
    void fill(PlainArticle article) {
        fill(article.title() == null ? "" : article.title(), article.body());
        if (article.title() == null) {
            offer(article);
        }
    }

    /** Hears that a whole text was pasted as a body. */
    void pastedBody() {
        listener.replaced();
        if (title.get().isBlank()) {
            offer(new PlainArticle(null, body.get()));
        }
    }

    private void offer(PlainArticle article) {
        Optional<PlainArticle> apart = article.firstLineAsTitle();
        if (titled && apart.isPresent()) {
            offer.set(apart.get());
        }
    }

    void take() {
        PlainArticle taken = offer.get();
        if (taken != null) {
            fill(taken);
        }
    }

    void decline() {
        offer.set(null);
    }
}
