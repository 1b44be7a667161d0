package dev.bunrui.llm.piece;

import java.util.Arrays;

/**
 * A rewritten text and where each byte of it comes from.
 *
 * <p>What was put before or after the text spans nothing; all bytes that came of the same characters span all these.
 */
final class Normalized {
    private byte[] bytes;
    private int[] starts;
    private int[] ends;
    private int length;

    Normalized(int capacity) {
        bytes = new byte[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
    }

    void add(byte[] text, int from, int to, int start, int end) {
        int needed = length + to - from;
        if (needed > bytes.length) {
            int capacity = Math.max(needed, bytes.length + (bytes.length >> 1) + 16);
            bytes = Arrays.copyOf(bytes, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        System.arraycopy(text, from, bytes, length, to - from);
        Arrays.fill(starts, length, needed, start);
        Arrays.fill(ends, length, needed, end);
        length = needed;
    }

    void cutTo(int shorter) {
        length = shorter;
    }

    boolean endsWith(byte[] text) {
        return length >= text.length && Arrays.equals(bytes, length - text.length, length, text, 0, text.length);
    }

    /** In UTF-8, with room to spare after {@link #length}; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Length in bytes of UTF-8. */
    int length() {
        return length;
    }

    /** Where in the original's UTF-8 the origin of a byte begins. */
    int start(int at) {
        return starts[at];
    }

    /** Where in the original's UTF-8 the origin of a byte ends. */
    int end(int at) {
        return ends[at];
    }

    /** Where the character that begins at a byte ends. */
    int next(int at) {
        return Math.min(length, at + Utf8.length(bytes[at]));
    }
}
