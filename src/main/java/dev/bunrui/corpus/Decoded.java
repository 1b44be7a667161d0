package dev.bunrui.corpus;

/** A file's text, without byte order mark, and the name of the encoding that it was in. */
record Decoded(String text, String encoding) {}
