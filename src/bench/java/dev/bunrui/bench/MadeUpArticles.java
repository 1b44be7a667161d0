package dev.bunrui.bench;

import dev.bunrui.training.Example;
import java.util.ArrayList;
import java.util.List;

/** Articles of token ids that follow from their places, the same that {@code made_up.py} makes. */
final class MadeUpArticles {
    static final int CLASSES = 9;

    private MadeUpArticles() {}

    /** {@code shorter}: by how many tokens each article is shorter than the one before it. */
    static List<Example> of(int vocabulary, int rows, int tokens, int shorter) {
        List<Example> articles = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int[] ids = new int[tokens - i * shorter];
            for (int j = 0; j < ids.length; j++) {
                ids[j] = 8 + (i * 7919 + j * 10477) % (vocabulary - 8);
            }
            articles.add(new Example(ids, i % CLASSES));
        }
        return articles;
    }
}
