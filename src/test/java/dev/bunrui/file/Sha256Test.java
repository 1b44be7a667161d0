package dev.bunrui.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    /** The examples of FIPS 180-2: of "abc", and of nothing. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    Path folder;

    @Test
    void aFileATextAndPiecesOfItHaveTheSameDigits() throws IOException {
        assertThat(Sha256.of("abc")).isEqualTo(ABC);
        assertThat(Sha256.of(Files.writeString(folder.resolve("abc"), "abc"))).isEqualTo(ABC);
        assertThat(Sha256.of(Files.writeString(folder.resolve("nothing"), ""))).isEqualTo(NOTHING);
        MessageDigest pieces = Sha256.begin();
        pieces.update("ab".getBytes(StandardCharsets.UTF_8));
        pieces.update("c".getBytes(StandardCharsets.UTF_8));
        assertThat(Sha256.end(pieces)).isEqualTo(ABC);
    }

    @Test
    void theHashThatADownloadIsHeldAgainstIsTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        assertThat(ContentHash.sha256(ABC).of(file, () -> false)).isEqualTo(ABC);
    }
}
