package dev.bunrui.llm.text;

/** What gives way when a text has more tokens than the model is to see. */
public enum Truncation {
    /** The body is shortened; the template around it stays whole. */
    BODY,
    /**
     * The end of the whole text is cut off, whatever it is, as Transformers' {@code truncation=True} does: tokens that
     * the tokenizer adds by itself stay.
     */
    REFERENCE
}
