package dev.bunrui.corpus;

/** The articles of a data set: undivided, or divided by whoever made it. */
public sealed interface Parts permits Whole, Given {}
