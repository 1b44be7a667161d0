package dev.bunrui.llm.text;

import java.nio.charset.StandardCharsets;

/**
 * Characters that a vocabulary lacks come as byte tokens ({@code <0xE3>} …), and the library joins neighbouring ones:
 * every byte token of the run spans the whole run. This gives each its own character again, so that a page in a script
 * that the model does not know is not one piece that cannot be cut.
 */
final class ByteRuns {
    private ByteRuns() {}

    /** Narrows the places of byte tokens, in UTF-16 code units, to the character that each is part of. */
    static void part(String text, String[] tokens, int[] starts, int[] ends) {
        for (int from = 0; from < tokens.length; ) {
            int to = from + 1;
            while (to < tokens.length && starts[to] == starts[from] && ends[to] == ends[from]) {
                to++;
            }
            if (to - from > 1 && isByte(tokens[from])) {
                part(text.substring(starts[from], ends[from]), from, to, starts, ends);
            }
            from = to;
        }
    }

    private static void part(String run, int from, int to, int[] starts, int[] ends) {
        // A normaliser may have changed the characters; then which bytes are whose is unknown, and the run stays one.
        if (run.getBytes(StandardCharsets.UTF_8).length != to - from) {
            return;
        }
        int start = starts[from];
        int token = from;
        for (int at = 0; at < run.length(); ) {
            int point = run.codePointAt(at);
            int next = at + Character.charCount(point);
            for (int bytes = utf8Length(point); bytes > 0; bytes--) {
                starts[token] = start + at;
                ends[token] = start + next;
                token++;
            }
            at = next;
        }
    }

    private static int utf8Length(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    private static boolean isByte(String token) {
        return token.length() == 6 && token.startsWith("<0x") && token.endsWith(">");
    }
}
