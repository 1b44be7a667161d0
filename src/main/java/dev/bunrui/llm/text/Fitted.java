package dev.bunrui.llm.text;

/**
 * A text as a model is to see it.
 *
 * @param ids at most the fitter's greatest number of token ids, with those that the tokenizer adds by itself
 * @param truncated something of the text was left out
 * @param bodyCharsKept how much of the body the tokens cover, in UTF-16 code units from its beginning
 */
@SuppressWarnings("ArrayRecordComponent") // hundreds of numbers a text; compared nowhere
public record Fitted(int[] ids, boolean truncated, int bodyCharsKept) {}
