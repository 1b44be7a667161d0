package dev.bunrui.llm.piece;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Goes through the fields of a Protocol Buffers message in their order; the wire format is that of
 * <a href="https://protobuf.dev/programming-guides/encoding/">protobuf.dev</a>. The few fields that are wanted of a
 * sentencepiece model are not worth a library with its generated classes.
 *
 * <p>Every method throws {@link IllegalArgumentException} where the bytes are no message.
 */
final class WireMessage {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    private final ByteBuffer bytes;
    private int kind;

    WireMessage(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The number of the next field, whose value must then be taken or skipped; 0 at the end. */
    int next() {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        long tag = varint();
        kind = (int) (tag & 7);
        long field = tag >>> 3;
        if (field == 0 || field > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("field " + field);
        }
        return (int) field;
    }

    int number() {
        expect(VARINT);
        return (int) varint();
    }

    boolean flag() {
        return number() != 0;
    }

    float real() {
        expect(FOUR_BYTES);
        return take(4).getFloat();
    }

    ByteBuffer bytes() {
        expect(LENGTH);
        return take(varint());
    }

    WireMessage message() {
        return new WireMessage(bytes());
    }

    void skip() {
        switch (kind) {
            case VARINT -> varint();
            case EIGHT_BYTES -> take(8);
            case LENGTH -> take(varint());
            case FOUR_BYTES -> take(4);
            default -> throw new IllegalArgumentException("wire type " + kind);
        }
    }

    private void expect(int wanted) {
        if (kind != wanted) {
            throw new IllegalArgumentException("wire type " + kind + " for " + wanted);
        }
    }

    private ByteBuffer take(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException(length + " of " + bytes.remaining() + " bytes");
        }
        ByteBuffer part = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return part;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = take(1).get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }
}
