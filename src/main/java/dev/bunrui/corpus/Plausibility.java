package dev.bunrui.corpus;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import org.mozilla.universalchardet.Constants;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Decides between CP932 and EUC-JP for bytes that fit both. Such bytes are kana and everyday kanji in the right encoding
 * but half-width katakana, rare kanji and symbols in the wrong one; statistics over longer text (juniversalchardet) are
 * asked only when that does not tell, because they need more text than a short file has.
 */
final class Plausibility {
    private static final int LAST_EVERYDAY_KANJI_ROW = 0xCF; // JIS X 0208 level 1 ends in row 47

    private Plausibility() {}

    /** Whether the reading as EUC-JP is the likelier one; in doubt it is not, since CP932 files are more common. */
    static boolean prefersEucJp(byte[] bytes) {
        int compared = Double.compare(of(Encoding.EUC_JP.decode(bytes)), of(Encoding.CP932.decode(bytes)));
        if (compared != 0) {
            return compared > 0;
        }
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(bytes, 0, bytes.length);
        detector.dataEnd();
        return Constants.CHARSET_EUC_JP.equals(detector.getDetectedCharset());
    }

    /** The mean over the characters beyond ASCII: 1 for everyday ones, less for half-width katakana, rare ones and odd ones. */
    private static double of(String text) {
        CharsetEncoder jis = Charset.forName("EUC-JP").newEncoder();
        double sum = 0;
        int count = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= 0x80) {
                count++;
                sum += weight(c, jis);
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double weight(char c, CharsetEncoder jis) {
        if (c >= '\uFF61' && c <= '\uFF9F') {
            return 0.25; // half-width katakana
        }
        try {
            int row = jis.encode(CharBuffer.wrap(new char[] {c})).get(0) & 0xFF;
            boolean punctuationOrKana = row == 0xA1 || (row >= 0xA3 && row <= 0xA5);
            if (punctuationOrKana || (row >= 0xB0 && row <= LAST_EVERYDAY_KANJI_ROW)) {
                return 1;
            }
            return row == 0x8F ? -1 : 0; // 0x8F: the supplementary set, which next to no text uses
        } catch (CharacterCodingException notInJis) {
            return -1; // user-defined characters and vendors' extensions
        }
    }
}
