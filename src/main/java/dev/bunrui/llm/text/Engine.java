package dev.bunrui.llm.text;

import java.util.List;
import java.util.function.Function;

/**
 * What makes tokens of texts. The texts are well-formed: no half of a surrogate pair. May be used from several threads,
 * but not while it is being closed.
 */
sealed interface Engine extends AutoCloseable permits JsonEngine, PieceEngine {
    /** How many tokens are added before every text. */
    int addedBefore();

    /** How many tokens are added after every text. */
    int addedAfter();

    /** What looks at a text's result; called for several texts at once. */
    @FunctionalInterface
    interface Visitor {
        void visit(int index, TextEncoding encoding);
    }

    /** Encodes a moderate number of texts on all cores and shows the results on all cores, in no order. */
    void visit(List<String> texts, Visitor visitor);

    <T> T visitOne(String text, Function<TextEncoding, T> visitor);

    String decode(int... ids);

    @Override
    void close();
}
