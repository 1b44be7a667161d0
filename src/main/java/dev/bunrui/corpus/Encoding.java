package dev.bunrui.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * How bytes are text.
 *
 * @param mark how many bytes of byte order mark come first
 * @param label what the user is shown
 */
record Encoding(Charset charset, int mark, String label) {
    static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8, 0, "UTF-8");
    static final Encoding UTF_8_MARKED = new Encoding(StandardCharsets.UTF_8, 3, "UTF-8 BOM");
    static final Encoding UTF_16BE = new Encoding(StandardCharsets.UTF_16BE, 2, "UTF-16");
    static final Encoding UTF_16LE = new Encoding(StandardCharsets.UTF_16LE, 2, "UTF-16");
    static final Encoding CP932 = new Encoding(Charset.forName("windows-31j"), 0, "CP932");
    static final Encoding EUC_JP = new Encoding(Charset.forName("EUC-JP"), 0, "EUC-JP");

    /** A decoder that reports bytes that do not fit. */
    CharsetDecoder strict() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The text after the mark; bytes that do not fit raise a {@link java.nio.charset.CharacterCodingException}. */
    BufferedReader reader(Content content) throws IOException {
        InputStream in = content.open();
        in.skipNBytes(mark);
        return new BufferedReader(new InputStreamReader(in, strict()));
    }

    /** The text after the mark. */
    String decode(byte[] bytes) {
        return new String(bytes, mark, bytes.length - mark, charset);
    }
}
