package dev.bunrui.llm.text;

/** What Python's {@code str.strip} takes for white space; Java's methods each lack some of it. */
final class WhiteSpace {
    private WhiteSpace() {}

    static boolean is(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\u0085';
    }
}
