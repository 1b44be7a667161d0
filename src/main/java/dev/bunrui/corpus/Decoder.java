package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Finds out in which encoding Japanese text is. Every encoding is tried strictly: a byte that does not fit rules it out.
 * UTF-8 is asked first because text in another encoding practically never passes for it.
 */
final class Decoder {
    private static final Charset CP932 = Charset.forName("windows-31j");
    private static final Charset EUC_JP = Charset.forName("EUC-JP");

    private Decoder() {}

    /**
     * The text of a file of whichever encoding.
     *
     * @param name the file's name, for the refusal
     * @throws RequestException if the bytes are text in none of the encodings; names the line of the first bad byte
     */
    static Decoded decode(byte[] bytes, String name) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return only(new Attempt(bytes, 3, StandardCharsets.UTF_8, "UTF-8 BOM"), name);
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return only(new Attempt(bytes, 2, StandardCharsets.UTF_16BE, "UTF-16"), name);
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return only(new Attempt(bytes, 2, StandardCharsets.UTF_16LE, "UTF-16"), name);
        }
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        int zero = raw.indexOf('\0');
        if (zero >= 0) {
            throw new RequestException(Decoder.class, "encoding.binary", name, lineAfter(raw.substring(0, zero)));
        }
        Attempt utf8 = new Attempt(bytes, 0, StandardCharsets.UTF_8, "UTF-8");
        if (utf8.whole || isDamagedUtf8(bytes)) {
            return only(utf8, name);
        }
        Attempt cp932 = new Attempt(bytes, 0, CP932, "CP932");
        Attempt eucJp = new Attempt(bytes, 0, EUC_JP, "EUC-JP");
        if (cp932.whole && eucJp.whole) {
            boolean euc = Plausibility.prefersSecond(cp932.text, eucJp.text, bytes);
            return only(euc ? eucJp : cp932, name);
        }
        if (cp932.whole) {
            return only(cp932, name);
        }
        if (eucJp.whole) {
            return only(eucJp, name);
        }
        // The encoding that got furthest is most likely the one that was meant.
        return only(
                Stream.of(utf8, cp932, eucJp)
                        .reduce((a, b) -> b.bad > a.bad ? b : a)
                        .orElseThrow(),
                name);
    }

    private static Decoded only(Attempt attempt, String name) {
        if (!attempt.whole) {
            throw new RequestException(
                    Decoder.class, "encoding.unknown", name, lineAfter(attempt.text), attempt.encoding);
        }
        return new Decoded(attempt.text, attempt.encoding);
    }

    /**
     * A UTF-8 file with a few bad bytes (cut in the middle of a character, say) often is decodable as CP932, as rubbish.
     * Text in CP932 or EUC-JP in turn holds hardly any sequence that is whole in UTF-8.
     */
    private static boolean isDamagedUtf8(byte[] bytes) {
        String lenient = new String(bytes, StandardCharsets.UTF_8);
        long bad = lenient.chars().filter(c -> c == '\uFFFD').count();
        long good = lenient.chars().filter(c -> c >= '\u0800' && c != '\uFFFD').count();
        return good > bad;
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int at = 0; at < mark.length; at++) {
            if (bytes[at] != (byte) mark[at]) {
                return false;
            }
        }
        return true;
    }

    /** The line, from 1, that follows a text. */
    private static int lineAfter(String text) {
        return Math.toIntExact((text + "|").lines().count());
    }

    /** One strict decoding: the text, or as much of it as there is before the first bad byte. */
    private static final class Attempt {
        final String encoding;
        final String text;
        final boolean whole;
        final int bad;

        Attempt(byte[] bytes, int skip, Charset charset, String encoding) {
            this.encoding = encoding;
            CharsetDecoder decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer in = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
            CharBuffer out = CharBuffer.allocate(bytes.length + 1);
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                result = decoder.flush(out);
            }
            this.whole = !result.isError();
            this.bad = in.position();
            this.text = out.flip().toString();
        }
    }
}
