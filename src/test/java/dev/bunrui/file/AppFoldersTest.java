package dev.bunrui.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppFoldersTest {
    private static final Path USER = Path.of("/home/花子");

    @Test
    void homeFollowsThePlatform() {
        assertThat(AppFolders.home(Map.of(), "Linux", USER)).isEqualTo(USER.resolve(".local/share/bunrui"));
        assertThat(AppFolders.home(Map.of("XDG_DATA_HOME", "/data"), "Linux", USER))
                .isEqualTo(Path.of("/data/bunrui"));
        assertThat(AppFolders.home(Map.of("XDG_DATA_HOME", "relative"), "Linux", USER))
                .isEqualTo(USER.resolve(".local/share/bunrui"));
        assertThat(AppFolders.home(Map.of(), "Mac OS X", USER))
                .isEqualTo(USER.resolve("Library/Application Support/Bunrui"));
        assertThat(AppFolders.home(Map.of("APPDATA", "/roaming"), "Windows 11", USER))
                .isEqualTo(Path.of("/roaming/Bunrui"));
        assertThat(AppFolders.home(Map.of("BUNRUI_HOME", "/elsewhere"), "Windows 11", USER))
                .isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void programIsFoundFromItsCodeUpwards(@TempDir Path app) throws Exception {
        Files.createDirectories(app.resolve("assets").resolve("models"));
        Path lib = Files.createDirectories(app.resolve("lib"));
        assertThat(AppFolders.above(lib.resolve("bunrui.jar"))).isEqualTo(app);
    }

    @Test
    void checkoutIsItsOwnApp() {
        assertThat(AppFolders.ofProcess().sampleData().resolve("articles")).isDirectory();
    }
}
