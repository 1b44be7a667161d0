package dev.bunrui.llm.text;

import java.util.List;

/**
 * A text's tokens and where each stands in the text.
 *
 * @param ids token ids, with those that the tokenizer adds by itself
 * @param starts where each token begins in the text, in UTF-16 code units; the tokens of a character that was taken
 *     apart into bytes all span that character; an added token spans nothing
 * @param ends where each token ends, exclusive; never inside a surrogate pair
 * @param tokens the tokens as the vocabulary spells them
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers a text; compared nowhere
public record Encoded(int[] ids, int[] starts, int[] ends, List<String> tokens) {}
