package dev.bunrui.experiment.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Texts as sets of the five characters that follow one another in them. What is neither letter nor digit is left out and
 * case does not count, so that other line breaks, spaces and punctuation make no other text.
 *
 * <p>A set is an array of keys in ascending order, the rarer first: how many texts have the five characters, as counted
 * in 2²⁰ buckets, in the upper 15 bits, their hash below. Two different fives of the same key are not told apart; among
 * three million of them one such pair is to be expected in a hundred such sets of texts.
 */
final class Shingles {
    static final int LENGTH = 5;
    private static final int BUCKETS = 1 << 20;
    private static final int HASH_BITS = 48;
    private static final int MOST = (1 << 15) - 1;

    private Shingles() {}

    /** Letters and digits alone, in lower case. */
    static String normal(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(normal::appendCodePoint);
        return normal.toString();
    }

    /** The sets of normal texts, [texts][keys]; a text of fewer than five characters is one key, an empty one none. */
    static long[][] of(List<String> texts) {
        long[][] sets = new long[texts.size()][];
        int[] buckets = new int[BUCKETS];
        for (int text = 0; text < sets.length; text++) {
            sets[text] = hashes(texts.get(text));
            for (long hash : sets[text]) {
                buckets[bucket(hash)]++;
            }
        }
        for (long[] set : sets) {
            for (int i = 0; i < set.length; i++) {
                set[i] |= (long) Math.min(MOST, buckets[bucket(set[i])]) << HASH_BITS;
            }
            Arrays.sort(set);
        }
        return sets;
    }

    /** The number of keys that two sets share. */
    static int shared(long[] one, long[] other) {
        int shared = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            int order = Long.compare(one[i], other[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return shared;
    }

    private static int bucket(long hash) {
        return (int) hash & BUCKETS - 1;
    }

    private static long[] hashes(String text) {
        int length = Math.min(LENGTH, text.length());
        int count = text.isEmpty() ? 0 : text.length() - length + 1;
        long[] hashes = new long[count];
        for (int at = 0; at < count; at++) {
            long hash = 0;
            for (int i = 0; i < length; i++) {
                hash = (hash ^ text.charAt(at + i)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            hashes[at] = hash & (1L << HASH_BITS) - 1;
        }
        return Arrays.stream(hashes).distinct().toArray();
    }
}
