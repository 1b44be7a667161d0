package dev.bunrui.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where DJL keeps native libraries: {@code ENGINE_CACHE_DIR}, or else {@code DJL_CACHE_DIR}, or else {@code .djl.ai} in the
 * user's folder, or in the system's for temporary files where that cannot be written to.
 *
 * @param root the folder that holds {@code pytorch}
 * @see <a href="https://docs.djl.ai/master/docs/development/cache_management.html">DJL's cache</a>
 */
public record EngineCache(Path root) {
    /** The cache that environment variables name. */
    public static EngineCache of(Map<String, String> environment, Path user, Path temporary) {
        for (String name : new String[] {"ENGINE_CACHE_DIR", "DJL_CACHE_DIR"}) {
            String named = environment.getOrDefault(name, "");
            if (!named.isEmpty()) {
                return new EngineCache(Path.of(named));
            }
        }
        return new EngineCache((Files.isWritable(user) ? user : temporary).resolve(".djl.ai"));
    }

    /** The cache of this process. */
    public static EngineCache ofProcess() {
        return of(
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                Path.of(System.getProperty("java.io.tmpdir", "")));
    }

    /** The folder of a build, whether or not it is there. */
    public Path folder(CudaBuild build) {
        return root.resolve("pytorch").resolve(build.folder());
    }
}
