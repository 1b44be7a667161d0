package dev.bunrui.llm.piece;

/** How many bytes a character has, by its first one. */
final class Utf8 {
    private Utf8() {}

    static int length(byte first) {
        return first >= 0 ? 1 : (first & 0xe0) == 0xc0 ? 2 : (first & 0xf0) == 0xe0 ? 3 : 4;
    }
}
