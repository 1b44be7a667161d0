package dev.bunrui.corpus;

import java.util.List;

/** Articles that are still to be split; in an order that does not depend on the file system. */
public record Whole(List<Article> articles) implements Parts {
    public Whole {
        articles = List.copyOf(articles);
    }

    @Override
    public List<Article> all() {
        return articles;
    }
}
