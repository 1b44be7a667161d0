package dev.bunrui.llm.piece;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The file's settings of the rewriting; what comes twice counts as it comes last. */
final class NormalizerSpec {
    @Nullable
    Charsmap charsmap;

    boolean dummyPrefix = true;
    boolean removeExtraSpaces = true;
    boolean escapeSpaces = true;

    void read(WireMessage spec) {
        for (int field = spec.next(); field != 0; field = spec.next()) {
            switch (field) {
                case 2 -> {
                    ByteBuffer bytes = spec.bytes();
                    charsmap = bytes.hasRemaining() ? new Charsmap(bytes) : null;
                }
                case 3 -> dummyPrefix = spec.flag();
                case 4 -> removeExtraSpaces = spec.flag();
                case 5 -> escapeSpaces = spec.flag();
                default -> spec.skip();
            }
        }
    }
}
