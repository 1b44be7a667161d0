package dev.bunrui.llm.text;

import dev.bunrui.message.RequestException;

/** A text on its way to fitting: asks for one encoding after another until it has found its form. */
sealed interface Search permits BodySearch, ReferenceCut {
    /** What to encode next. */
    String trial();

    /** Takes the encoding of {@link #trial()}. */
    void tried(TextEncoding encoding);

    /** Nothing is left to try. */
    boolean done();

    /**
     * What was found.
     *
     * @throws RequestException if the text cannot be made to fit
     */
    Fitted result();
}
