package dev.bunrui.llm.text;

import org.jspecify.annotations.Nullable;

/** A text on its way to fitting: asks for one encoding after another until it has found its form. */
sealed interface Search permits BodySearch, ReferenceCut {
    /** What to encode next. */
    String trial();

    /** Takes the encoding of {@link #trial()}. */
    void tried(NativeEncoding encoding);

    /** The form that fits, once found. */
    @Nullable
    Fitted found();
}
