package dev.bunrui.llm.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * Characters that a vocabulary lacks come as byte tokens ({@code <0xE3>} …), and the library joins neighbouring ones:
 * every byte token of the run spans the whole run. This gives each its own character again, so that a page in a script
 * that the model does not know is not one piece that cannot be cut.
 */
final class ByteRuns {
    private ByteRuns() {}

    /**
     * Narrows the places of byte tokens to the character that each is part of. Few texts have such runs, and {@code
     * tokens}, which is slow, is called for these only.
     */
    static void part(String text, Supplier<List<String>> tokens, Places places) {
        int[] starts = places.starts();
        int[] ends = places.ends();
        List<String> spelled = List.of();
        for (int from = 0; from < starts.length; ) {
            int to = from + 1;
            while (to < starts.length && starts[to] == starts[from] && ends[to] == ends[from]) {
                to++;
            }
            if (to - from > 1 && ends[from] - starts[from] > 1) {
                spelled = spelled.isEmpty() ? tokens.get() : spelled;
                if (isByte(spelled.get(from))) {
                    part(text.substring(starts[from], ends[from]), from, to, places);
                }
            }
            from = to;
        }
    }

    private static void part(String run, int from, int to, Places places) {
        // A normaliser may have changed the characters; then which bytes are whose is unknown, and the run stays one.
        if (run.getBytes(StandardCharsets.UTF_8).length != to - from) {
            return;
        }
        int start = places.starts()[from];
        int token = from;
        for (int at = 0; at < run.length(); ) {
            int point = run.codePointAt(at);
            int next = at + Character.charCount(point);
            for (int bytes = utf8Length(point); bytes > 0; bytes--) {
                places.starts()[token] = start + at;
                places.ends()[token] = start + next;
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
