package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PackedGramsTest {
    private static List<String> unpacked(String text, int shortest, int longest) {
        return LongStream.of(PackedGrams.of(text, shortest, longest))
                .mapToObj(PackedGramsTest::unpack)
                .toList();
    }

    private static String unpack(long gram) {
        StringBuilder text = new StringBuilder();
        for (int shift = 42; shift >= 0; shift -= 21) {
            int character = (int) (gram >> shift & 0x1fffff);
            if (character > 0) {
                text.appendCodePoint(character - 1);
            }
        }
        return text.toString();
    }

    @Test
    void nGramsComeInTheOrderOfTheirCodePointsAsOftenAsTheyOccur() {
        assertThat(unpacked("すもも", 1, 3)).containsExactly("す", "すも", "すもも", "も", "も", "もも");
        assertThat(unpacked("すもも", 2, 2)).containsExactly("すも", "もも");
        assertThat(unpacked("も", 2, 3)).isEmpty();
        assertThat(unpacked("", 1, 3)).isEmpty();
    }

    @Test
    void anEmojiIsOneCharacterAndComesAfterAllOthersButTheLastCodePoint() {
        String last = Character.toString(Character.MAX_CODE_POINT);
        assertThat(unpacked("🍣\uffee" + last + "\0", 1, 1)).containsExactly("\0", "\uffee", "🍣", last);
        assertThat(unpacked("🍣🍜🍣", 2, 3)).containsExactly("🍜🍣", "🍣🍜", "🍣🍜🍣");
        assertThat(unpacked("\ud83cあ", 2, 2)).containsExactly("\ud83cあ");
    }

    @Test
    void nGramsOfDifferentLengthsAreNeverTheSameNumber() {
        long[] all = PackedGrams.of("\0\0\0aaa\0a", 1, 3);
        List<String> texts =
                Arrays.stream(all).mapToObj(PackedGramsTest::unpack).toList();
        assertThat(Arrays.stream(all).distinct().count())
                .isEqualTo(texts.stream().distinct().count());
        assertThat(texts).isSorted();
        assertThat(texts).contains("\0", "\0\0", "\0\0\0");
    }

    @Test
    void whiteSpaceInARowIsOneSpaceAndASingleOneStaysWhatItIs() {
        Function<String, List<String>> whole = text -> unpacked(text, 3, 3);
        assertThat(whole.apply("a\nb")).containsExactly("a\nb");
        assertThat(whole.apply("a \n\u3000b")).containsExactly("a b");
        assertThat(whole.apply("a\u0085\u00a0b")).containsExactly("a b");
        assertThat(unpacked("\t\t", 1, 3)).containsExactly(" ");
    }
}
