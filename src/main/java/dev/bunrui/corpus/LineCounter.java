package dev.bunrui.corpus;

/** Counts lines in text that comes in pieces; {@code \n}, {@code \r} and {@code \r\n} each end one. */
final class LineCounter {
    private int line = 1;
    private boolean afterReturn;

    void count(CharSequence piece) {
        for (int at = 0; at < piece.length(); at++) {
            char c = piece.charAt(at);
            if (c == '\r' || (c == '\n' && !afterReturn)) {
                line++;
            }
            afterReturn = c == '\r';
        }
    }

    /** The line, from 1, that the end of the text so far is in. */
    int line() {
        return line;
    }
}
