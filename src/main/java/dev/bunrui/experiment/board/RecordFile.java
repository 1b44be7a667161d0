package dev.bunrui.experiment.board;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Records as TensorFlow files hold them, little-endian: length (8 bytes), its checksum (4), the record, its checksum (4).
 * A checksum is a CRC-32C, masked, since one over data with checksums of their own would be weak.
 */
final class RecordFile {
    private static final int MASK = 0xa282ead8;
    private static final int ROTATION = 15;

    private RecordFile() {}

    static void write(OutputStream out, byte[] entry) throws IOException {
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(entry.length)
                .array();
        out.write(length);
        out.write(checksum(length));
        out.write(entry);
        out.write(checksum(entry));
    }

    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        int masked = Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }
}
