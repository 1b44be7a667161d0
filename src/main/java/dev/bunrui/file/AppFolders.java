package dev.bunrui.file;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Map;

/**
 * Where things are: what comes with the program, and what its user makes.
 *
 * @param app the program's own folder, with {@code assets} and {@code sample-data}; only read
 * @param home the user's folder, with the runs, the background's queue, the data sets fetched by name and the logs
 */
public record AppFolders(Path app, Path home) {
    /** The environment variable that names the user's folder. */
    public static final String HOME_VARIABLE = "BUNRUI_HOME";

    /** The system property that names the program's folder; the start scripts set it. */
    public static final String APP_PROPERTY = "bunrui.app";

    private static final int NAME_CHARACTERS = 16;

    public AppFolders {
        app = app.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
    }

    /** The folders of this process. */
    public static AppFolders ofProcess() {
        String named = System.getProperty(APP_PROPERTY, "");
        return new AppFolders(
                named.isBlank() ? above(codeLocation()) : Path.of(named),
                home(System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ""))));
    }

    /** The models that come with the program are in its {@code models}. */
    public Path assets() {
        return app.resolve("assets");
    }

    /** The data sets that come with the program. */
    public Path sampleData() {
        return app.resolve("sample-data");
    }

    /** Where runs are kept unless another folder is named. */
    public Path runs() {
        return home.resolve("runs");
    }

    /** Data sets that are asked for by name and do not come with the program. */
    public Path data() {
        return home.resolve("data");
    }

    /** What the user keeps of base models. */
    public Path models() {
        return home.resolve("models");
    }

    /** What the background keeps: its queue and its own log. */
    public Path service() {
        return home.resolve("service");
    }

    /** What is known of the finished runs of a folder of runs; may be deleted at any time. */
    public Path known(Path runs) {
        String name = Sha256.of(runs.toAbsolutePath().normalize().toString()).substring(0, NAME_CHARACTERS);
        return home.resolve("known-runs").resolve(name + ".jsonl");
    }

    /** What the window's user has chosen. */
    public Path settings() {
        return home.resolve("settings.json");
    }

    /** Labels that the window's user has corrected and not written yet. */
    public Path corrections() {
        return home.resolve("corrections.json");
    }

    public Path logs() {
        return home.resolve("logs");
    }

    /** The user's folder by the rules of the platform, where {@value #HOME_VARIABLE} does not name another. */
    static Path home(Map<String, String> environment, String system, Path user) {
        String named = environment.getOrDefault(HOME_VARIABLE, "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return (roaming.isBlank() ? user.resolve("AppData").resolve("Roaming") : Path.of(roaming))
                    .resolve("Bunrui");
        }
        if (lower.startsWith("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve("Bunrui");
        }
        // The XDG base directory specification has relative paths ignored.
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return (data.startsWith("/") ? Path.of(data) : user.resolve(".local").resolve("share")).resolve("bunrui");
    }

    /** The first folder from {@code start} upwards that holds models; {@code start} itself where there is none. */
    static Path above(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("assets").resolve("models"))) {
                return folder;
            }
        }
        return start;
    }

    private static Path codeLocation() {
        CodeSource source = AppFolders.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Path.of("").toAbsolutePath()
                    : Path.of(source.getLocation().toURI()).toAbsolutePath();
        } catch (URISyntaxException | IllegalArgumentException notAFile) {
            return Path.of("").toAbsolutePath();
        }
    }
}
