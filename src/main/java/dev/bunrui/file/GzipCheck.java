package dev.bunrui.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * For gzip files of which no hash is published: such a file ends with the CRC-32 and the length of what it holds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
public record GzipCheck() implements ContentCheck {
    private static final int PIECE = 1 << 20;
    private static final String SOUND = "OK";
    private static final String DAMAGED = "–";

    @Override
    public String of(Path file, BooleanSupplier stop) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), PIECE)) {
            byte[] piece = new byte[PIECE];
            while (in.read(piece) >= 0) {
                if (stop.getAsBoolean()) {
                    return "";
                }
            }
            return SOUND;
        } catch (ZipException | EOFException damaged) {
            return DAMAGED;
        }
    }

    @Override
    public String expected() {
        return SOUND;
    }

    @Override
    public String spoken() {
        return "gzip CRC-32";
    }
}
