package dev.bunrui.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/**
 * What a file's content must hash to.
 *
 * @param hex lower-case hexadecimal digits
 */
public record ContentHash(Kind kind, String hex) implements ContentCheck {
    private static final int PIECE = 1 << 20;

    /** How content is hashed. */
    public enum Kind {
        /** SHA-256 of the content. */
        SHA256("SHA-256"),
        /** SHA-1 as git names a blob: of {@code blob}, the size, a zero byte, and the content. */
        GIT("git SHA-1");

        private final String spoken;

        Kind(String spoken) {
            this.spoken = spoken;
        }

        /**
         * What hashes a content in this way.
         *
         * @param size of the content in bytes
         */
        public MessageDigest digest(long size) {
            if (this == SHA256) {
                return Sha256.begin();
            }
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-1");
                digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
                return digest;
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible); // every Java has it
            }
        }
    }

    /** SHA-256, in hexadecimal. */
    public static ContentHash sha256(String hex) {
        return new ContentHash(Kind.SHA256, hex);
    }

    /** The hash that {@code hex} is by its length: of 64 digits SHA-256, of 40 git's. */
    public static ContentHash ofLength(String hex) {
        return new ContentHash(hex.length() == 64 ? Kind.SHA256 : Kind.GIT, hex);
    }

    /** Hashes a file in this hash's way. */
    @Override
    public String of(Path file, BooleanSupplier stop) throws IOException {
        MessageDigest digest = kind.digest(Files.size(file));
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[PIECE];
            for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                if (stop.getAsBoolean()) {
                    return "";
                }
                digest.update(piece, 0, got);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public String expected() {
        return hex;
    }

    @Override
    public String spoken() {
        return kind.spoken;
    }
}
