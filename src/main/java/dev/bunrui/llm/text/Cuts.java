package dev.bunrui.llm.text;

import java.util.Arrays;

/**
 * The places in a body where it may be cut, from nothing kept on: the ends of tokens, where no later token reaches back
 * (the bytes of one character are not parted) and no combining mark follows (か keeps its ゛, which would else be lost
 * and make another letter of it).
 */
final class Cuts {
    private final int[] chars;
    private final int[] tokens;
    private final int tokensAfter;

    private Cuts(int[] chars, int[] tokens, int tokensAfter) {
        this.chars = chars;
        this.tokens = tokens;
        this.tokensAfter = tokensAfter;
    }

    /** The cuts of the body that stands in a text from {@code bodyStart} on; the body's end is none. */
    static Cuts of(String whole, Places places, int bodyStart, int bodyLength) {
        int count = places.starts().length;
        int bodyEnd = bodyStart + bodyLength;
        int[] chars = new int[count + 1];
        int[] tokens = new int[count + 1];
        int[] nextStart = new int[count + 1];
        nextStart[count] = Integer.MAX_VALUE;
        int after = 0;
        for (int i = count - 1; i >= 0; i--) {
            nextStart[i] = Math.min(nextStart[i + 1], places.starts()[i]);
            after += places.starts()[i] >= bodyEnd ? 1 : 0;
        }
        int size = 1;
        for (int i = 0; i < count; i++) {
            int end = afterMarks(whole, places.ends()[i]);
            if (end >= bodyEnd) {
                break;
            }
            if (end <= bodyStart + chars[size - 1]) {
                tokens[size - 1] = i + 1;
            } else if (end <= nextStart[i + 1]) {
                chars[size] = end - bodyStart;
                tokens[size] = i + 1;
                size++;
            }
        }
        return new Cuts(Arrays.copyOf(chars, size), Arrays.copyOf(tokens, size), after);
    }

    private static int afterMarks(String text, int position) {
        int end = position;
        while (end < text.length() && Character.getType(text.codePointAt(end)) == Character.NON_SPACING_MARK) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** How many cuts there are; the first keeps nothing. */
    int size() {
        return chars.length;
    }

    /** How much of the body a cut keeps, in UTF-16 code units. */
    int chars(int cut) {
        return chars[cut];
    }

    /** How many tokens the uncut text has up to a cut. */
    int tokens(int cut) {
        return tokens[cut];
    }

    /** How many tokens the uncut text has after the body. */
    int tokensAfter() {
        return tokensAfter;
    }

    /** The last cut from {@code from} to {@code to} with at most so many tokens before it, else {@code from}. */
    int last(int most, int from, int to) {
        int cut = to;
        while (cut > from && tokens[cut] > most) {
            cut--;
        }
        return cut;
    }
}
