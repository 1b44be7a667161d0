package dev.bunrui.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * What came of decoding bytes by one encoding, a byte that does not fit ending it. Nothing of the text is kept.
 *
 * @param whole every byte fits
 * @param read how many bytes were read, up to the first that does not fit
 * @param line the line, from 1, in which reading ended
 */
record StrictDecoding(Encoding encoding, boolean whole, long read, int line) {
    private static final int CHUNK = 1 << 13;

    static StrictDecoding of(Content content, Encoding encoding) throws IOException {
        CharsetDecoder decoder = encoding.strict();
        ByteBuffer in = ByteBuffer.allocate(CHUNK);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        LineCounter lines = new LineCounter();
        long read = encoding.mark();
        try (InputStream stream = content.open()) {
            stream.skipNBytes(encoding.mark());
            boolean ended = false;
            while (true) {
                int got = ended ? 0 : stream.read(in.array(), in.position(), in.remaining());
                ended |= got < 0;
                in.position(in.position() + Math.max(0, got)).flip();
                CoderResult result = decoder.decode(in, out, ended);
                read += in.position();
                in.compact();
                if (ended && result.isUnderflow()) {
                    result = decoder.flush(out);
                }
                lines.count(out.flip());
                out.clear();
                if (result.isError() || (ended && result.isUnderflow())) {
                    return new StrictDecoding(encoding, !result.isError(), read, lines.line());
                }
            }
        }
    }
}
