package dev.bunrui.llm.piece;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Which characters are written as which, as sentencepiece keeps it ({@code precompiled_charsmap}): the length in bytes
 * of a double array, the double array (<a href="https://github.com/s-yata/darts-clone">Darts-clone</a>'s units of four
 * bytes, little-endian) over the UTF-8 of what is rewritten, and what it is rewritten to, each ended by a zero byte.
 */
final class Charsmap {
    private final int[] units;
    private final ByteBuffer texts;

    Charsmap(ByteBuffer blob) {
        ByteBuffer bytes = blob.order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.remaining() < 4 ? -1 : bytes.getInt();
        if (length < 4 || length % 4 != 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("a charsmap of " + length + " bytes");
        }
        units = new int[length / 4];
        bytes.asIntBuffer().get(units);
        texts = bytes.slice(bytes.position() + length, bytes.remaining() - length);
    }

    /**
     * What is rewritten at a place.
     *
     * @param length how many bytes are
     * @param text what stands for them, in UTF-8; may be empty
     */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Match(int length, byte[] text) {}

    /** The longest rewriting that begins at a place. */
    @Nullable
    Match longest(byte[] text, int from) {
        int found = -1;
        int length = 0;
        int node = offset(units[0]);
        for (int at = from; at < text.length; at++) {
            int letter = text[at] & 0xff;
            node ^= letter;
            // The label is compared with the leaf's mark, so that a value is never taken for a letter.
            if (node < 0 || node >= units.length || (units[node] & 0x800000ff) != letter) {
                break;
            }
            int unit = units[node];
            node ^= offset(unit);
            if (((unit >>> 8) & 1) == 1 && node >= 0 && node < units.length) {
                found = units[node] & 0x7fffffff;
                length = at + 1 - from;
            }
        }
        return found < 0 ? null : new Match(length, text(found));
    }

    private byte[] text(int start) {
        int end = start;
        while (end < texts.limit() && texts.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[Math.max(0, end - start)];
        if (text.length > 0) {
            texts.get(start, text);
        }
        return text;
    }

    private static int offset(int unit) {
        return (unit >>> 10) << ((unit & (1 << 9)) >>> 6);
    }
}
