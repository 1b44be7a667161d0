package dev.bunrui.baseline;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import java.util.Arrays;
import java.util.List;

/**
 * Texts as weighted character n-grams: what scikit-learn 1.9's {@code TfidfVectorizer(analyzer="char",
 * lowercase=False, ngram_range=(1, 3), sublinear_tf=True, min_df=2)} makes of them, column by column.
 *
 * <p>An n-gram that occurs t times in a text and in f of n training texts weighs (1 + ln t) · (1 + ln((1 + n) / (1 +
 * f))), and the weights of a text are then divided by their Euclidean norm. N-grams of fewer than two training texts are
 * not looked at. Japanese needs no word segmentation this way; a character is a code point, so that an emoji is one.
 *
 * <p>Nine settings were tried on the livedoor news corpus with scikit-learn; macro-F1 on validation, 737 articles, in
 * percent: all n-grams of (1, 2) 96.6, (1, 3) 97.0, (2, 3) 97.0, (1, 4) 96.7, (2, 4) 96.5; the most frequent only:
 * 100,000 of (1, 3) 97.1, 200,000 of (1, 3) 97.0, 300,000 of (2, 4) 97.0, 300,000 of (1, 4) 97.3. The last is ahead by
 * about two articles, for about twice the time, as far as a busy machine tells, and with n-grams that a long has no room
 * for; (1, 3) was taken.
 */
final class CharacterNgrams {
    private static final int SHORTEST = 1;
    private static final int LONGEST = 3;
    private static final int FEWEST_TEXTS = 2;

    private final long[] vocabulary; // ascending
    private final double[] rarity; // 1 + ln((1 + n) / (1 + f)) of each

    private CharacterNgrams(long[] vocabulary, double[] rarity) {
        this.vocabulary = vocabulary;
        this.rarity = rarity;
    }

    /** Learns which n-grams there are and how rare each is, from any number of texts. */
    static CharacterNgrams fit(List<String> texts, Watch.Stretch stretch) {
        long[] all = concatenated(texts.parallelStream()
                .map(text -> {
                    long[] grams = distinct(PackedGrams.of(text, SHORTEST, LONGEST));
                    stretch.pieceDone();
                    return grams;
                })
                .toArray(long[][]::new));
        Arrays.parallelSort(all);
        int size = 0;
        double[] rarity = new double[all.length / FEWEST_TEXTS];
        for (int start = 0, end; start < all.length; start = end) {
            end = endOfRun(all, start);
            if (end - start >= FEWEST_TEXTS) {
                rarity[size] = 1 + StrictMath.log((1.0 + texts.size()) / (1.0 + (end - start)));
                all[size++] = all[start];
            }
        }
        return new CharacterNgrams(Arrays.copyOf(all, size), Arrays.copyOf(rarity, size));
    }

    /** How many n-grams are looked at; columns run from 1 to that. */
    int size() {
        return vocabulary.length;
    }

    /** The weights of a text in ascending order of their columns; nothing if it has no n-gram that was learned. */
    Feature[] weigh(String text) {
        long[] grams = PackedGrams.of(text, SHORTEST, LONGEST);
        int[] columns = new int[grams.length];
        double[] weights = new double[grams.length];
        int known = 0;
        double squares = 0;
        int from = 0;
        for (int start = 0, end; start < grams.length; start = end) {
            end = endOfRun(grams, start);
            int at = Arrays.binarySearch(vocabulary, from, vocabulary.length, grams[start]);
            from = at < 0 ? -at - 1 : at + 1;
            if (at >= 0) {
                double weight = (1 + StrictMath.log(end - start)) * rarity[at];
                squares += weight * weight;
                columns[known] = at + 1;
                weights[known++] = weight;
            }
        }
        double norm = Math.sqrt(squares);
        Feature[] row = new Feature[known];
        for (int i = 0; i < known; i++) {
            row[i] = new FeatureNode(columns[i], weights[i] / norm);
        }
        return row;
    }

    private static long[] distinct(long[] sorted) {
        int size = 0;
        for (int start = 0; start < sorted.length; start = endOfRun(sorted, start)) {
            sorted[size++] = sorted[start];
        }
        return Arrays.copyOf(sorted, size);
    }

    private static int endOfRun(long[] sorted, int start) {
        int end = start + 1;
        while (end < sorted.length && sorted[end] == sorted[start]) {
            end++;
        }
        return end;
    }

    private static long[] concatenated(long[][] parts) {
        int length = 0;
        for (long[] part : parts) {
            length = Math.addExact(length, part.length);
        }
        long[] all = new long[length];
        int filled = 0;
        for (long[] part : parts) {
            System.arraycopy(part, 0, all, filled, part.length);
            filled += part.length;
        }
        return all;
    }
}
