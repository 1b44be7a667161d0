package dev.bunrui.corpus;

import static dev.bunrui.corpus.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    private static final Charset CP932 = Charset.forName("windows-31j");
    private static final Charset EUC_JP = Charset.forName("EUC-JP");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "日本代表、ワールドカップ最終予選で快勝\n本田圭佑が２得点を挙げた。",
                "良い",
                "この映画は、とても面白かった。",
                "データ",
                "社",
                "自社",
                "科学",
                "東京都",
                "経済,label\n株価が上昇,1\n",
                "スマートフォン「GALAXY S II」を発売！",
                "text,label\n美味しい,○\n不味い,×\n"
            })
    void japaneseComesBackFromEveryEncoding(String text) {
        assertThat(Decoder.decode(text.getBytes(StandardCharsets.UTF_8), "f")).isEqualTo(new Decoded(text, "UTF-8"));
        assertThat(Decoder.decode(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), "f"))
                .isEqualTo(new Decoded(text, "UTF-8 BOM"));
        assertThat(Decoder.decode(text.getBytes(StandardCharsets.UTF_16), "f")).isEqualTo(new Decoded(text, "UTF-16"));
        assertThat(Decoder.decode(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE), "f"))
                .isEqualTo(new Decoded(text, "UTF-16"));
        assertThat(Decoder.decode(text.getBytes(CP932), "f")).isEqualTo(new Decoded(text, "CP932"));
        assertThat(Decoder.decode(text.getBytes(EUC_JP), "f")).isEqualTo(new Decoded(text, "EUC-JP"));
    }

    @Test
    void whatOnlyWindowsHasIsCp932() {
        String text = "①ｶﾀｶﾅ㈱髙橋、〜と～";
        assertThat(Decoder.decode("①ｶﾀｶﾅ㈱髙橋、と～".getBytes(CP932), "f"))
                .isEqualTo(new Decoded(text.replace("〜", ""), "CP932"));
    }

    @Test
    void asciiIsUtf8() {
        assertThat(Decoder.decode("text,label\n".getBytes(StandardCharsets.US_ASCII), "f")
                        .encoding())
                .isEqualTo("UTF-8");
    }

    @Test
    void aUtf8FileThatWasCutInsideACharacterIsNotTakenForAnotherEncoding() {
        // Each of these, cut so, is decodable as CP932: 縺ｨ縺ｦ繧り憶縺
        for (String text : List.of("text,label\nとても良い", "x\n面白い", "x\n東京都")) {
            byte[] whole = text.getBytes(StandardCharsets.UTF_8);
            byte[] cut = Arrays.copyOf(whole, whole.length - 1);
            assertRefused(() -> Decoder.decode(cut, "cut.csv"), "encoding.unknown", "cut.csv", "2", "UTF-8");
        }
    }

    @Test
    void bytesOfNoEncodingAreRefusedByTheLineOfTheFirst() {
        byte[] bytes = concat("日本\r\n代表\r\n".getBytes(CP932), new byte[] {(byte) 0xFF, (byte) 0x81, 0x20});
        assertRefused(() -> Decoder.decode(bytes, "a.tsv"), "encoding.unknown", "a.tsv", "3");
    }

    @Test
    void aBrokenCharacterInUtf16IsRefusedByItsLine() {
        byte[] bytes = concat("\uFEFF《一》\n二".getBytes(StandardCharsets.UTF_16LE), new byte[] {0x00, (byte) 0xDC});
        assertRefused(() -> Decoder.decode(bytes, "a.tsv"), "encoding.unknown", "a.tsv", "2", "UTF-16");
    }

    @Test
    void utf16WithoutMarkIsRefusedAsSuch() {
        byte[] bytes = "あ\nlabel".getBytes(StandardCharsets.UTF_16LE);
        assertRefused(() -> Decoder.decode(bytes, "a.csv"), "encoding.binary", "a.csv");
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
