package dev.bunrui.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bunrui.experiment.analysis.NearDuplicates.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    /** Texts of twenty letters' alphabet, among them copies with ever more letters changed. */
    private static List<String> texts() {
        Random random = new Random(3);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(20 + random.nextInt(200), 0, 20).forEach(letter -> text.append((char) ('a' + letter)));
            texts.add(text.toString());
            for (int changes = 1; changes < 8; changes++) {
                StringBuilder copy = new StringBuilder(text);
                for (int change = 0; change < changes; change++) {
                    copy.setCharAt(random.nextInt(copy.length()), 'z');
                }
                texts.add(copy.toString());
            }
        }
        texts.addAll(List.of("abc", "abcd", "abc", ""));
        return texts;
    }

    private static double similarity(String one, String other) {
        Set<String> both = pieces(one);
        Set<String> either = pieces(one);
        both.retainAll(pieces(other));
        either.addAll(pieces(other));
        return either.isEmpty() ? 0 : (double) both.size() / either.size();
    }

    private static Set<String> pieces(String text) {
        Set<String> pieces = new HashSet<>();
        int length = Math.min(5, text.length());
        for (int at = 0; !text.isEmpty() && at + length <= text.length(); at++) {
            pieces.add(text.substring(at, at + length));
        }
        return pieces;
    }

    @Test
    void findsWhatComparingEveryPairFinds() {
        List<String> texts = texts();
        long[][] sets = Shingles.of(texts);
        int half = texts.size() / 2;
        NearDuplicates near = new NearDuplicates(Arrays.copyOf(sets, half));
        int found = 0;
        for (int i = 0; i < texts.size(); i++) {
            String wanted = texts.get(i);
            double most = IntStream.range(0, half)
                    .mapToDouble(other -> similarity(texts.get(other), wanted))
                    .max()
                    .orElseThrow();
            Optional<Match> match = near.nearest(sets[i]);
            assertThat(match.isPresent()).as(wanted).isEqualTo(most >= NearDuplicates.LEAST);
            if (match.isPresent()) {
                assertThat(match.get().similarity()).isCloseTo(most, within(1e-12));
                assertThat(similarity(texts.get(match.get().place()), wanted)).isCloseTo(most, within(1e-12));
                found++;
            }
        }
        assertThat(found).isGreaterThan(half);
        assertThat(near.nearest(new long[0])).isEmpty();
    }

    @Test
    void normalTextsDifferInLettersAndDigitsAlone() {
        assertThat(Shingles.normal("Ａ b、\n「C」 12！")).isEqualTo("ａbc12");
        assertThat(Shingles.normal("日本 の 𠮷野。")).isEqualTo("日本の𠮷野");
        assertThat(Shingles.normal("…!?")).isEmpty();
    }
}
