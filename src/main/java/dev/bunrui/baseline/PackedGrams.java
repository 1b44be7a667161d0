package dev.bunrui.baseline;

import java.util.Arrays;

/**
 * Character n-grams as numbers: the code points of an n-gram stand one after another in the bits of a long, each one
 * more than itself so that no character is nothing, from the most significant end. An n-gram is never mistaken for
 * another, and the order of the numbers is the order of the strings by code points.
 */
final class PackedGrams {
    /** The longest n-gram that a long has room for. */
    static final int LONGEST = 3;

    private static final int BITS = 21; // U+10FFFF, the last code point, plus one has 21

    private PackedGrams() {}

    /**
     * Every n-gram of a text as often as it occurs there, in ascending order. As scikit-learn does, two white space
     * characters or more in a row are read as one space; a single one stays what it is.
     *
     * @param shortest how many characters an n-gram has at least
     * @param longest at most; no more than {@link #LONGEST}
     */
    static long[] of(String text, int shortest, int longest) {
        int[] characters = withoutRunsOfWhiteSpace(text.codePoints().toArray());
        int count = 0;
        for (int length = shortest; length <= longest; length++) {
            count += Math.max(0, characters.length - length + 1);
        }
        long[] grams = new long[count];
        int filled = 0;
        for (int start = 0; start < characters.length; start++) {
            long gram = 0;
            for (int length = 1; length <= longest && start + length <= characters.length; length++) {
                gram |= (characters[start + length - 1] + 1L) << (BITS * (LONGEST - length));
                if (length >= shortest) {
                    grams[filled++] = gram;
                }
            }
        }
        Arrays.sort(grams);
        return grams;
    }

    private static int[] withoutRunsOfWhiteSpace(int[] characters) {
        int kept = 0;
        int run = 0;
        for (int character : characters) {
            run = isWhiteSpace(character) ? run + 1 : 0;
            if (run < 2) {
                characters[kept++] = character;
            } else {
                characters[kept - 1] = ' ';
            }
        }
        return Arrays.copyOf(characters, kept);
    }

    /** What {@code \s} matches in Python: Java's own, three spaces that do not break a line, and next line (U+0085). */
    private static boolean isWhiteSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == 0x85;
    }
}
