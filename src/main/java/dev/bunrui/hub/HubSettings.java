package dev.bunrui.hub;

import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the hub and its cache are, by the environment variables of {@code huggingface_hub}.
 *
 * @param cache where repositories are kept
 * @param endpoint the hub's address, without a slash at its end; whether it can be one is seen when it is asked
 * @param token what names the user to the hub, if there is one; told to that server only
 * @param offline nothing is to be asked for
 * @param proxies by the environment
 * @see <a href="https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables">the variables</a>
 */
public record HubSettings(Path cache, URI endpoint, Optional<String> token, boolean offline, Proxies proxies) {
    private static final String PUBLIC = "https://huggingface.co";
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");

    /** The settings of this process. */
    public static HubSettings ofProcess() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", "")));
    }

    /** The settings that environment variables say. */
    public static HubSettings of(Map<String, String> environment, Path user) {
        Path home = first(environment, "HF_HOME")
                .map(path -> expand(path, user))
                .orElseGet(() -> first(environment, "XDG_CACHE_HOME")
                        .map(path -> expand(path, user))
                        .orElse(user.resolve(".cache"))
                        .resolve("huggingface"));
        Path cache = first(environment, "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")
                .map(path -> expand(path, user))
                .orElse(home.resolve("hub"));
        String endpoint = first(environment, "HF_ENDPOINT").orElse(PUBLIC);
        return new HubSettings(
                cache,
                address(endpoint.replaceAll("/+$", "")),
                set(environment, "HF_HUB_DISABLE_IMPLICIT_TOKEN") ? Optional.empty() : token(environment, home, user),
                set(environment, "HF_HUB_OFFLINE") || set(environment, "TRANSFORMERS_OFFLINE"),
                Proxies.of(environment));
    }

    private static boolean set(Map<String, String> environment, String name) {
        return TRUE.contains(environment.getOrDefault(name, "").toUpperCase(Locale.ROOT));
    }

    /** What is no address must not keep those from working who ask the hub for nothing. */
    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException garbled) {
            return URI.create("garbled:" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        }
    }

    private static Optional<String> token(Map<String, String> environment, Path home, Path user) {
        Optional<String> named = first(environment, "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN");
        if (named.isPresent()) {
            return named;
        }
        Path file = first(environment, "HF_TOKEN_PATH")
                .map(path -> expand(path, user))
                .orElse(home.resolve("token"));
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static Optional<String> first(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Path expand(String path, Path user) {
        return path.equals("~") || path.startsWith("~/")
                ? user.resolve(path.substring(1).replaceFirst("^/", ""))
                : Path.of(path);
    }

    /**
     * Sees that the hub can be asked.
     *
     * @throws FailureException naming the variable that keeps it from being so
     */
    void check(HubModel model) {
        if (offline) {
            throw HubApi.failure("hub.offline", model);
        }
        String scheme = String.valueOf(endpoint.getScheme());
        if (endpoint.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw HubApi.failure("hub.endpoint", endpoint);
        }
        if (!token.orElse("x").matches("[!-~]+")) {
            throw HubApi.failure("hub.token");
        }
        proxies.unusable(endpoint).ifPresent(variable -> {
            throw HubApi.failure("hub.proxy", variable);
        });
    }

    /** What names the user to the hub's own server. */
    Map<String, String> headers() {
        return token.map(secret -> Map.of("Authorization", "Bearer " + secret)).orElse(Map.of());
    }
}
