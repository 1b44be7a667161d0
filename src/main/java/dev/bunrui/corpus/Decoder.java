package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Finds out in which encoding Japanese text is. Every encoding is tried strictly, over all of the text: a byte that does
 * not fit rules it out. UTF-8 is asked first because text in another encoding practically never passes for it.
 */
final class Decoder {
    private static final int SAMPLE = 1 << 20;

    private Decoder() {}

    /**
     * The text of a file of whichever encoding.
     *
     * @param name the file's name, for the refusal
     * @throws RequestException if the bytes are text in none of the encodings; names the line of the first bad byte
     */
    static Decoded decode(byte[] bytes, String name) {
        try {
            Encoding encoding = detect(Content.of(bytes), name);
            return new Decoded(encoding.decode(bytes), encoding.label());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // an array can always be read
        }
    }

    /**
     * The encoding of a file, which is looked through and not kept, however large it is.
     *
     * @param name the file's name, for the refusal
     * @throws RequestException if the bytes are text in none of the encodings; names the line of the first bad byte
     */
    static Encoding detect(Content content, String name) throws IOException {
        byte[] beginning = beginning(content, 3);
        if (starts(beginning, 0xEF, 0xBB, 0xBF)) {
            return only(StrictDecoding.of(content, Encoding.UTF_8_MARKED), name);
        }
        if (starts(beginning, 0xFE, 0xFF)) {
            return only(StrictDecoding.of(content, Encoding.UTF_16BE), name);
        }
        if (starts(beginning, 0xFF, 0xFE)) {
            return only(StrictDecoding.of(content, Encoding.UTF_16LE), name);
        }
        refuseZeros(content, name);
        StrictDecoding utf8 = StrictDecoding.of(content, Encoding.UTF_8);
        if (utf8.whole() || isDamagedUtf8(content)) {
            return only(utf8, name);
        }
        StrictDecoding cp932 = StrictDecoding.of(content, Encoding.CP932);
        StrictDecoding eucJp = StrictDecoding.of(content, Encoding.EUC_JP);
        if (cp932.whole() && eucJp.whole()) {
            return Plausibility.prefersEucJp(beginning(content, SAMPLE)) ? Encoding.EUC_JP : Encoding.CP932;
        }
        if (cp932.whole()) {
            return Encoding.CP932;
        }
        if (eucJp.whole()) {
            return Encoding.EUC_JP;
        }
        // The encoding that got furthest is most likely the one that was meant.
        return only(
                Stream.of(utf8, cp932, eucJp)
                        .reduce((a, b) -> b.read() > a.read() ? b : a)
                        .orElseThrow(),
                name);
    }

    private static Encoding only(StrictDecoding tried, String name) {
        if (!tried.whole()) {
            throw new RequestException(
                    Decoder.class,
                    "encoding.unknown",
                    name,
                    tried.line(),
                    tried.encoding().label());
        }
        return tried.encoding();
    }

    private static byte[] beginning(Content content, int length) throws IOException {
        try (InputStream in = content.open()) {
            return in.readNBytes(length);
        }
    }

    /** Text in these encodings holds no zero bytes; a binary file, or UTF-16 without its mark, does. */
    private static void refuseZeros(Content content, String name) throws IOException {
        LineCounter lines = new LineCounter();
        char[] piece = new char[1 << 13];
        try (Reader raw = new InputStreamReader(content.open(), StandardCharsets.ISO_8859_1)) {
            for (int length = raw.read(piece); length > 0; length = raw.read(piece)) {
                String text = new String(piece, 0, length);
                int zero = text.indexOf('\0');
                lines.count(zero < 0 ? text : text.substring(0, zero));
                if (zero >= 0) {
                    throw new RequestException(Decoder.class, "encoding.binary", name, lines.line());
                }
            }
        }
    }

    /**
     * A UTF-8 file with a few bad bytes (cut in the middle of a character, say) often is decodable as CP932, as rubbish.
     * Text in CP932 or EUC-JP in turn holds hardly any sequence that is whole in UTF-8.
     */
    private static boolean isDamagedUtf8(Content content) throws IOException {
        long bad = 0;
        long good = 0;
        try (Reader lenient = new BufferedReader(
                new InputStreamReader(new BufferedInputStream(content.open()), StandardCharsets.UTF_8))) {
            for (int c = lenient.read(); c >= 0; c = lenient.read()) {
                if (c == '\uFFFD') {
                    bad++;
                } else if (c >= '\u0800') {
                    good++;
                }
            }
        }
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
}
