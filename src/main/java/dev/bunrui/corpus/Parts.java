package dev.bunrui.corpus;

import java.util.List;

/** The articles of a data set: undivided, or divided by whoever made it. */
public sealed interface Parts permits Whole, Given {
    /** All articles: in a given split those to learn from, for validation and for the test, one after the other. */
    List<Article> all();
}
