package dev.bunrui.experiment.board;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The events of TensorBoard's {@code event.proto}: wall time (1, seconds since 1970), step (2), file version (3) and
 * summary (5), the latter of values (1) with tag (1) and simple value (2).
 */
final class BoardEvent {
    private static final String VERSION = "brain.Event:2";

    private BoardEvent() {}

    /** The event that every file begins with. */
    static byte[] version(Instant time) {
        return at(time).bytes(3, utf8(VERSION)).message();
    }

    /** The event that gives a curve one more value. */
    static byte[] of(Scalar scalar) {
        byte[] value = new WireWriter()
                .bytes(1, utf8(scalar.tag()))
                .fourBytes(2, (float) scalar.value())
                .message();
        byte[] summary = new WireWriter().bytes(1, value).message();
        return at(scalar.time()).whole(2, scalar.step()).bytes(5, summary).message();
    }

    private static WireWriter at(Instant time) {
        return new WireWriter().eightBytes(1, time.toEpochMilli() / 1e3);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
