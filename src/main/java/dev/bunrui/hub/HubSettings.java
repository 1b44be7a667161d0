package dev.bunrui.hub;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
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
 * @param endpoint the hub's address, without a slash at its end
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

    /**
     * The settings that environment variables say.
     *
     * @throws RequestException naming the variable that is not what it should be
     */
    public static HubSettings of(Map<String, String> environment, Path user) {
        return new HubSettings(
                cache(environment, user),
                endpoint(first(environment, "HF_ENDPOINT").orElse(PUBLIC)),
                token(environment, home(environment, user), user),
                Stream.of("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
                        .anyMatch(name ->
                                TRUE.contains(environment.getOrDefault(name, "").toUpperCase(Locale.ROOT))),
                Proxies.of(environment));
    }

    /** Where repositories are kept, which needs none of the rest. */
    static Path cache(Map<String, String> environment, Path user) {
        return first(environment, "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")
                .map(path -> expand(path, user))
                .orElse(home(environment, user).resolve("hub"));
    }

    private static Path home(Map<String, String> environment, Path user) {
        return first(environment, "HF_HOME")
                .map(path -> expand(path, user))
                .orElseGet(() -> first(environment, "XDG_CACHE_HOME")
                        .map(path -> expand(path, user))
                        .orElse(user.resolve(".cache"))
                        .resolve("huggingface"));
    }

    private static URI endpoint(String text) {
        try {
            URI address = new URI(text.replaceAll("/+$", ""));
            if (Set.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException noAddress) {
            // Told below.
        }
        throw new RequestException(HubSettings.class, "hub.endpoint", text);
    }

    private static Optional<String> token(Map<String, String> environment, Path home, Path user) {
        Optional<String> named = first(environment, "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN");
        if (named.isPresent()) {
            return named.map(secret -> sound(secret, "HF_TOKEN"));
        }
        Path file = first(environment, "HF_TOKEN_PATH")
                .map(path -> expand(path, user))
                .orElse(home.resolve("token"));
        try {
            return Optional.of(Files.readString(file).strip())
                    .filter(text -> !text.isEmpty())
                    .map(secret -> sound(secret, file.toString()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** A token that a header cannot carry is none; it is not shown. */
    private static String sound(String secret, String where) {
        if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new RequestException(HubSettings.class, "hub.token", where);
        }
        return secret;
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

    /** What names the user to the hub's own server. */
    Map<String, String> headers() {
        return token.map(secret -> Map.of("Authorization", "Bearer " + secret)).orElse(Map.of());
    }
}
