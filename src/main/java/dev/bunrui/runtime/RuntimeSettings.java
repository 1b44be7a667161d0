package dev.bunrui.runtime;

import dev.bunrui.hub.HubSettings;
import dev.bunrui.hub.Proxies;
import dev.bunrui.message.FailureException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Where DJL's builds come from and go to.
 *
 * @param mirror the folder of the versions on the server, without a slash at its end
 * @param offline nothing is to be fetched: {@code DJL_OFFLINE}, {@code HF_HUB_OFFLINE} or {@code TRANSFORMERS_OFFLINE} is set
 * @param proxies by the environment
 */
public record RuntimeSettings(EngineCache cache, URI mirror, boolean offline, Proxies proxies) {
    /** Names another server that holds the same files, as in a company or a school without a way to the outside. */
    public static final String MIRROR = "BUNRUI_RUNTIME_MIRROR";

    /** Where DJL itself fetches its builds from. */
    private static final String PUBLIC = "https://publish.djl.ai/pytorch";

    /** The settings of this process. */
    public static RuntimeSettings ofProcess() {
        return of(System.getenv(), EngineCache.ofProcess());
    }

    /** The settings that environment variables say. */
    public static RuntimeSettings of(Map<String, String> environment, EngineCache cache) {
        String named = environment.getOrDefault(MIRROR, "").strip();
        HubSettings hub = HubSettings.of(environment, Path.of(""));
        return new RuntimeSettings(
                cache,
                address((named.isEmpty() ? PUBLIC : named).replaceAll("/+$", "")),
                hub.offline() || Boolean.parseBoolean(environment.getOrDefault("DJL_OFFLINE", "")),
                hub.proxies());
    }

    /** What is no address must not keep those from working who fetch nothing. */
    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException garbled) {
            return URI.create("garbled:address");
        }
    }

    /**
     * Sees that the server can be asked.
     *
     * @throws FailureException naming the variable that keeps it from being so
     */
    void check() {
        if (offline) {
            throw RuntimeServer.failure("fetch.offline");
        }
        if (!Set.of("http", "https").contains(String.valueOf(mirror.getScheme())) || mirror.getHost() == null) {
            throw RuntimeServer.failure("fetch.mirror", MIRROR);
        }
        proxies.unusable(mirror).ifPresent(variable -> {
            throw RuntimeServer.failure("fetch.proxy", variable);
        });
    }
}
