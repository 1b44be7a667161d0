package dev.bunrui.experiment.board;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the fields of a message in the wire format of protocol buffers. */
final class WireWriter {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A whole number; 0 is what a field that is missing means. */
    WireWriter whole(int field, long value) {
        if (value != 0) {
            key(field, VARINT);
            varint(value);
        }
        return this;
    }

    WireWriter eightBytes(int field, double value) {
        key(field, EIGHT_BYTES);
        out.writeBytes(little(8).putDouble(value).array());
        return this;
    }

    WireWriter fourBytes(int field, float value) {
        key(field, FOUR_BYTES);
        out.writeBytes(little(4).putFloat(value).array());
        return this;
    }

    /** A text in UTF-8, or a message within this one. */
    WireWriter bytes(int field, byte[] value) {
        key(field, BYTES);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    byte[] message() {
        return out.toByteArray();
    }

    private void key(int field, int kind) {
        varint(((long) field << 3) | kind);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
