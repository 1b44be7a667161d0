package dev.bunrui.llm.text;

/** Where each token of a text begins and ends in it, in UTF-16 code units, as {@link Encoded} has it. */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers a text; compared nowhere
record Places(int[] starts, int[] ends) {}
