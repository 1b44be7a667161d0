package dev.bunrui.hub;

import dev.bunrui.file.Web;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proxies as {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} name them, in either case, with
 * {@code user:password@} where a proxy wants it.
 */
public final class Proxies extends ProxySelector implements Web.WithPassword {
    // Not as an address: people write passwords as they are, with what would end an address.
    private static final Pattern NAMED = Pattern.compile(
            "(?:http://)?(?:(?<user>[^:@]*)(?::(?<password>.*))?@)?(?<host>\\[[^]]+]|[^:/@\\[\\]]+)(?::(?<port>\\d{1,5}))?/?",
            Pattern.CASE_INSENSITIVE);
    private static final int PORT = 80;

    private final Map<String, String> byScheme;
    private final List<String> without;

    private Proxies(Map<String, String> byScheme, List<String> without) {
        this.byScheme = byScheme;
        this.without = without;
    }

    /** The proxies that environment variables name. */
    public static Proxies of(Map<String, String> environment) {
        String all = value(environment, "all_proxy");
        return new Proxies(
                Map.of(
                        "http",
                        or(value(environment, "http_proxy"), all),
                        "https",
                        or(value(environment, "https_proxy"), all)),
                Stream.of(value(environment, "no_proxy").split(","))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    private static String value(Map<String, String> environment, String name) {
        return or(environment.getOrDefault(name, ""), environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
    }

    private static String or(String one, String other) {
        return one.isBlank() ? other.strip() : one.strip();
    }

    @Override
    public List<Proxy> select(URI address) {
        return List.of(named(address).flatMap(Proxies::read).map(Named::proxy).orElse(Proxy.NO_PROXY));
    }

    /** The variable whose proxy an address needs and which names none that can be used; empty if all is well. */
    public Optional<String> unusable(URI address) {
        return named(address)
                .filter(text -> read(text).isEmpty())
                .map(text -> String.valueOf(address.getScheme()).toUpperCase(Locale.ROOT) + "_PROXY");
    }

    private Optional<String> named(URI address) {
        return Optional.of(byScheme.getOrDefault(String.valueOf(address.getScheme()), ""))
                .filter(text -> !text.isEmpty() && !spared(address));
    }

    private boolean spared(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return without.stream().anyMatch(name -> {
            String bare = name.startsWith(".") ? name.substring(1) : name;
            return bare.equals("*")
                    || host.equals(bare)
                    || host.endsWith("." + bare)
                    || (host + ":" + address.getPort()).equals(bare);
        });
    }

    private record Named(String host, int port, @Nullable PasswordAuthentication password) {
        Proxy proxy() {
            return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
        }
    }

    private static Optional<Named> read(String text) {
        Matcher parts = NAMED.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group("port");
        int number = port == null ? PORT : Integer.parseInt(port);
        String user = parts.group("user");
        String password = parts.group("password");
        return number > 0xffff
                ? Optional.empty()
                : Optional.of(new Named(
                        parts.group("host").replaceAll("[\\[\\]]", ""),
                        number,
                        user == null
                                ? null
                                : new PasswordAuthentication(
                                        decoded(user),
                                        decoded(password == null ? "" : password)
                                                .toCharArray())));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return text;
        }
    }

    @Override
    public Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                if (getRequestorType() != RequestorType.PROXY) {
                    return null;
                }
                return byScheme.values().stream()
                        .flatMap(text -> read(text).stream())
                        .filter(proxy -> proxy.host().equalsIgnoreCase(getRequestingHost())
                                && proxy.port() == getRequestingPort())
                        .findFirst()
                        .map(Named::password)
                        .orElse(null);
            }
        };
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        // Told by whoever asked.
    }
}
